import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import * as v from 'valibot';
import { expect, it, onTestFinished } from 'vitest';
import { stringify } from 'yaml';
import { CameraIncidentsSchema } from '../../contracts/camera-incidents.ts';
import {
  GalleryDaySchema,
  GalleryDaysSchema,
  type GalleryEntry,
  GalleryShardSchema,
} from '../../contracts/gallery-index.ts';
import { galleryDayKey, galleryDaysKey, galleryShardKey } from '../../contracts/gallery-key.ts';
import { ImageRecordSchema } from '../../contracts/image-record.ts';
import { incidentsKey } from '../../contracts/state-key.ts';
import { motionConfigCommand } from '../../services/uploader/pi/motion-config.ts';
import { startCli } from '../run-cli.ts';
import { workspace } from '../workspace.ts';
import { footageOptions, realFootage } from './real-footage.ts';
import { runMotion } from './run-motion.ts';

it('shows on the page of a home server what Motion saw', async () => {
  const { root, pictures, data } = await workspace();
  const clip = join(root, 'clip.mp4');
  realFootage(clip, 20);
  writeFileSync(join(root, 'uploader.yaml'), stringify(configuration(pictures, clip)));
  await motionConfigCommand([
    ...['--config', join(root, 'uploader.yaml'), '--to', join(root, 'motion')],
  ]);
  const url = await startLocal(['--watch', pictures, '--data', data]);

  const motion = runMotion(join(root, 'motion', 'motion.conf'), process.env);
  onTestFinished(() => motion.close());
  await motion.written(20);
  await motion.close();

  const shown = await untilShown(url, new Set(motion.files).size);
  expect(motion.complaints).toEqual([]);
  expect(shown.map(({ camera }) => camera)).toEqual(motion.files.map(() => 'mall'));
  // Somebody walks through nearly every picture of the clip.
  const alarms = shown.filter(({ outcome }) => outcome === 'alarm');
  expect(alarms.length).toBeGreaterThan(shown.length / 2);
  expect(alarms[0]?.labels).toContainEqual(
    expect.objectContaining({ name: 'Person', alarm: true }),
  );
  // Where it saw something move is in the event, and how large that is on the page.
  const records = await Promise.all(
    shown.map(({ recordKey }) => read(url, recordKey, ImageRecordSchema)),
  );
  const areas = records.map((record) => record?.event.detail.motionArea);
  expect(shown.map(({ movedPixels }) => movedPixels)).toEqual(
    areas.map((area) => area && area.width * area.height),
  );
  expect(areas.filter((area) => area !== undefined).length).toBeGreaterThan(shown.length / 2);
  // One visit rings once, however many pictures it has.
  const { incidents = [] } = (await read(url, incidentsKey('mall'), CameraIncidentsSchema)) ?? {};
  const deliveries = incidents.flatMap(({ pictures: ofVisit }) => ofVisit);
  const rang = deliveries.filter(({ delivery }) => delivery.state === 'sent');
  expect([incidents.length, deliveries.length, rang.length]).toEqual([1, alarms.length, 1]);
  process.stdout.write(
    `${shown.length} pictures, ${alarms.length} alarms, ${incidents.length} visit, ${rang.length} message\n`,
  );
});

function configuration(pictures: string, clip: string): unknown {
  const mall = { name: 'mall', folder: join(pictures, 'mall'), source: `file://${clip}` };
  return {
    ...{ region: 'eu-west-1', bucket: 'unused' },
    cameras: [{ ...mall, motion: { ...footageOptions, framerate: 2 } }],
  };
}

/** Starts `intellicam local`; gives back the address of its page. */
async function startLocal(args: readonly string[]): Promise<string> {
  const local = startCli(['local', '--port', '0', ...args]);
  onTestFinished(async () => {
    const ended = once(local, 'exit');
    local.kill('SIGINT');
    await ended;
  });
  if (local.stdout === null) throw new Error('hear of the page: the program prints nothing');
  for await (const line of createInterface({ input: local.stdout })) {
    const url = /^Gallery: (http:\S+?)\/?$/.exec(line)?.[1];
    if (url !== undefined) return new URL(url).origin;
  }
  throw new Error('hear of the page: the program ended');
}

// The page itself asks again and again, too.
async function untilShown(url: string, count: number): Promise<readonly GalleryEntry[]> {
  for (;;) {
    const entries = await shownEntries(url);
    if (entries.length >= count) return entries;
    await pause(250);
  }
}

async function shownEntries(url: string): Promise<readonly GalleryEntry[]> {
  const entries: GalleryEntry[] = [];
  for (const day of (await read(url, galleryDaysKey, GalleryDaysSchema))?.days ?? []) {
    const { shards = [] } = (await read(url, galleryDayKey(day), GalleryDaySchema)) ?? {};
    for (const shard of shards) {
      const found = await read(url, galleryShardKey({ day, ...shard }), GalleryShardSchema);
      entries.push(...Object.values(found?.entries ?? {}));
    }
  }
  return entries;
}

async function read<const Schema extends v.GenericSchema>(
  url: string,
  key: string,
  schema: Schema,
): Promise<v.InferOutput<Schema> | undefined> {
  const answer = await fetch(`${url}/${key}`);
  return answer.ok ? v.parse(schema, await answer.json()) : undefined;
}
