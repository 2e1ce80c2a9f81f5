import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import * as v from 'valibot';
import { expect, it, vi } from 'vitest';
import { seededRandom } from '../cli/demo/seeded-random.ts';
import { CameraIncidentsSchema } from '../contracts/camera-incidents.ts';
import { GalleryShardSchema } from '../contracts/gallery-index.ts';
import { ImageRecordSchema } from '../contracts/image-record.ts';
import { drawPicture } from './draw-picture.ts';
import { reportCounts } from './faults/report-counts.ts';
import { lastJson, runCli, startCli } from './run-cli.ts';
import { readJson, workspace } from './workspace.ts';

// A longer run takes its own: npm run test:soak.
const kills = Number(process.env.KILLS ?? 20);
const picturesPerKill = 6;
const waiting = { timeout: 10_000, interval: 10 };
const seed = Number(process.env.KILL_SEED ?? 20261120);

it(`loses and doubles nothing when it is killed ${kills} times at random (KILL_SEED=${seed})`, async () => {
  const random = seededRandom(seed);
  const { pictures, data, addPicture, answers, files } = await workspace();
  const names = Array.from({ length: kills * picturesPerKill }, (_, n) => nameOf(n));
  const kinds = names.map((_, n) => (n % 10 === 9 ? 'bad' : n % 3 === 0 ? 'alarm' : 'quiet'));
  const named = (kind: string) => names.filter((_, n) => kinds[n] === kind);
  const labeler = await answers(...named('alarm').map((name) => name.replace(/^[^/]*\//, '')));
  const args = ['local', '--once', '--json', '--watch', pictures, '--data', data, '--labeler'];

  let killsAtWork = 0;
  for (let kill = 0; kill < kills; kill += 1) {
    const fresh = names.slice(kill * picturesPerKill, (kill + 1) * picturesPerKill);
    for (const name of fresh) {
      const n = names.indexOf(name);
      await addPicture(name, kinds[n] === 'bad' ? '<html>' : await drawPicture(n));
    }
    const before = (await files('.')).length;
    const hasBegun = async () => (await files('.')).length > before;
    const child = startCli([...args, labeler]);
    // Most are killed at work, some before they have begun.
    if (random() < 0.2) await delay(random() * 500);
    else await vi.waitFor(async () => expect(await hasBegun()).toBe(true), waiting);
    await delay(random() * 300);
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    const hasLeft = (await filed()).length < (kill + 1) * picturesPerKill;
    if (hasLeft && (await hasBegun())) killsAtWork += 1;
  }
  const last = await runCli([...args, labeler]);
  const places = await filed();
  await reportCounts({
    ...{ lives: kills + 1, pictures: names.length, kills, killsAtWork },
    lost: names.filter((name) => !places.includes(name)).length,
    doubled: places.length - new Set(places).size,
  });

  expect(last).toMatchObject({ code: 0, stderr: '' });
  expect(lastJson(last)).toMatchObject({ deadLettered: 0 });
  expect(await files('upload')).toEqual([]);
  expect(await files('jpg_alarm')).toEqual(named('alarm').toSorted());
  expect(await files('jpg_quiet')).toEqual(named('quiet').toSorted());
  expect((await files('jpg_error')).filter((file) => file.endsWith('.jpg'))).toEqual(
    named('bad').toSorted(),
  );
  expect(await told()).toEqual(named('alarm').length);
  expect(await files('gallery/thumbs')).toHaveLength(names.length - named('bad').length);

  const records = await Promise.all(
    (await files('records')).map(async (file) =>
      v.parse(ImageRecordSchema, await readJson(join(data, 'records', file))),
    ),
  );
  expect(records.map(({ event }) => event.detail.key).toSorted()).toEqual(
    names.map((name) => `upload/${name}`).toSorted(),
  );
  const shards = (await files('gallery/index')).filter((file) => file.split('/').length >= 3);
  const listed = await Promise.all(
    shards.map(async (file) => {
      const shard = await readJson(join(data, 'gallery/index', file));
      return Object.keys(v.parse(GalleryShardSchema, shard).entries);
    }),
  );
  expect(listed.flat().toSorted()).toEqual(
    records.map(({ event }) => event.detail.imageId).toSorted(),
  );

  async function filed(): Promise<readonly string[]> {
    const folders = await Promise.all(['jpg_alarm', 'jpg_quiet', 'jpg_error'].map(files));
    return folders.flat().filter((file) => file.endsWith('.jpg'));
  }

  // Each alarm rang or is in one of the digests, and all of these lie in the outbox.
  async function told(): Promise<number> {
    const states = await Promise.all(
      (await files('state/incidents'))
        .filter(isOfCamera)
        .map(async (file) =>
          v.parse(CameraIncidentsSchema, await readJson(join(data, 'state/incidents', file))),
        ),
    );
    const rang = states.flatMap(({ incidents }) => incidents.flatMap(({ pictures }) => pictures));
    const digests = states.flatMap((state) => state.digests.map((digest) => ({ digest, state })));
    expect(digests.map(({ digest }) => digest.state)).toEqual(digests.map(() => 'sent'));
    for (const { delivery } of rang) {
      if (delivery.state === 'held') expect(delivery.digest).toBeGreaterThan(0);
      else expect(delivery.state).toBe('sent');
    }
    const alone = rang.filter(({ delivery }) => delivery.state === 'sent').length;
    const ofVisits = (await files('outbox')).filter((file) => !file.includes('-rejected-'));
    expect(ofVisits).toHaveLength(alone + digests.length);
    expect(alone).toBe(1);
    return new Set(rang.map(({ imageId }) => imageId)).size;
  }
}, 600_000);

function nameOf(n: number): string {
  const [minutes, seconds] = [Math.floor(n / 60), n % 60].map((part) =>
    String(part).padStart(2, '0'),
  );
  return `cam${n % 3}/2026111909${minutes}${seconds}-00.jpg`;
}

// What is told of pictures that cannot be read lies in folders of its own.
function isOfCamera(file: string): boolean {
  return !file.includes('/');
}
