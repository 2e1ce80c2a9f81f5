import { mkdir, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { acceptFeedback } from '../services/feedback/accept-feedback.ts';
import { surroundings } from './adapters/surroundings.ts';
import { drawPicture } from './draw-picture.ts';
import { isThere, runningPipeline } from './running-pipeline.ts';
import { workspace } from './workspace.ts';

const key = 'upload/garden/20261120-140219.jpg';

describe('intellicam reconcile', () => {
  it('finds a picture that nobody was told of, changes nothing in a dry run, and mends it', async () => {
    const { data, command, until } = await runningPipeline();
    const path = join(data, key);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, await drawPicture(1));
    const old = new Date(Date.now() - 2 * 60 * 60 * 1000);
    await utimes(path, old, old);

    const dry = await command('reconcile', '--dry-run', '--json');
    expect(dry).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(dry.stdout)).toMatchObject({
      ...{ stragglers: 1, again: [{ key, isRecorded: false }], waiting: 0, mended: null },
    });
    await sleep(1_500);
    expect(await isThere(path)).toBe(true);

    const run = await command('reconcile');
    expect(run.stdout).toContain('Told again of 1, repeated the events of 0');
    await until(async () => !(await isThere(path)));
    expect(await readdir(join(data, 'jpg_quiet/garden'))).toEqual(['20261120-140219.jpg']);
    expect(JSON.parse((await command('reconcile', '--json')).stdout)).toMatchObject({
      ...{ stragglers: 0, again: [], unlisted: [], strays: [] },
    });
  });

  it('lists again what is decided on and not on the page, and takes off it what has no record', async () => {
    const space = await workspace();
    const { data, files, runtime, command, close } = await runningPipeline(space);
    const file = 'gallery/index/2026-11-20/14/garden.json';
    const [one, other] = [key, 'upload/garden/20261120-140230.jpg'];
    await runtime.blobs.put(one, await drawPicture(1));
    await runtime.blobs.put(other, await drawPicture(2));
    await runtime.drained();
    const records = await files('records');
    expect(records).toHaveLength(2);
    const [kept = '', lost = ''] = records;
    await rm(join(data, 'records', lost));
    const shard = JSON.parse(
      String(await runtime.blobs.get(file).then((b) => Buffer.from(b?.bytes ?? []))),
    );
    const keptId = kept.slice(kept.lastIndexOf('/') + 1, -'.json'.length);
    delete shard.entries[keptId];
    await runtime.blobs.put(file, Buffer.from(JSON.stringify(shard)));
    const old = new Date(Date.now() - 2 * 60 * 60 * 1000);
    await utimes(join(data, 'records', kept), old, old);
    await close();

    const since = ['--since', '2026-11-19'];
    const run = await command('reconcile', '--json', ...since);
    expect(JSON.parse(run.stdout)).toMatchObject({
      ...{ unlisted: [`records/${kept}`], strays: [`records/${lost}`] },
      mended: { eventsRepeated: 1, removed: 1 },
    });
    const again = await runningPipeline(space);
    await again.runtime.drained();
    const listed = async () => {
      const blob = await again.runtime.blobs.get(file);
      return Object.keys(JSON.parse(Buffer.from(blob?.bytes ?? []).toString()).entries);
    };
    expect(await listed()).toEqual([keptId]);
  });
});

describe('intellicam reconcile, of judgements', () => {
  it('tells of one that was kept by a program that was killed over it', async () => {
    const { data, files, runtime, command, until } = await runningPipeline();
    await runtime.blobs.put(key, await drawPicture(1));
    await runtime.drained();
    const [record = ''] = await files('records');
    const recordKey = `records/${record}`;
    await acceptFeedback(
      {
        ...{ method: 'POST', host: 'localhost' },
        headers: { 'content-type': 'application/json', 'x-intellicam': '1' },
        body: Buffer.from(JSON.stringify({ recordKey, verdict: 'missed' })),
      },
      {
        ...{ ...surroundings(), blobs: runtime.blobs },
        events: { publish: () => Promise.reject(new Error('killed')) },
      },
    ).catch(() => undefined);
    const [judgement = ''] = await files('feedback');
    const old = new Date(Date.now() - 2 * 60 * 60 * 1000);
    await utimes(join(data, 'feedback', judgement), old, old);

    const since = ['--since', '2026-11-19'];
    const dry = await command('reconcile', '--dry-run', '--json', ...since);
    expect(JSON.parse(dry.stdout)).toMatchObject({ untold: [recordKey], mended: null });
    const told = await command('reconcile', ...since);
    expect(told.stdout).toContain('1 were judged, and the page does not show it');
    expect(told.stdout).toContain('repeated the events of 0 and 1 judgements');
    await until(async () => (await files('jpg_quiet')).length === 0);
    expect(await files('jpg_alarm')).toHaveLength(1);
    const again = await command('reconcile', '--json', ...since);
    expect(JSON.parse(again.stdout)).toMatchObject({
      untold: [],
      mended: { judgementsRepeated: 0 },
    });
  });
});
