import { mkdir, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { alarmListKey, alarmRulesKey } from '../contracts/object-key.ts';
import { discoverConsumers } from '../runtime/discover-consumers.ts';
import { startLocalRuntime } from '../runtime/local/local-runtime.ts';
import { projectFile } from '../runtime/project-file.ts';
import { acceptFeedback } from '../services/feedback/accept-feedback.ts';
import { surroundings } from './adapters/surroundings.ts';
import { drawPicture } from './draw-picture.ts';
import { runCli } from './run-cli.ts';
import { workspace } from './workspace.ts';

const key = 'upload/garden/20261120-140219.jpg';

/** A pipeline of this machine that is running, and gives up at once what fails five times. */
async function running(space?: Awaited<ReturnType<typeof workspace>>) {
  const { data, files } = space ?? (await workspace());
  const { log, settings } = surroundings();
  const outcomes: string[] = [];
  let ahead = 0;
  const runtime = await startLocalRuntime({
    ...{ dataFolder: data, log, settings: { ...settings, bucket: 'local' } },
    consumers: await discoverConsumers(projectFile('services')),
    createLabeler: async (blobs) => {
      await blobs.put(alarmListKey, Buffer.from('Person,People,Alarm\n'));
      return { name: 'test', alarmConfidence: 50, label: async () => [], close: async () => {} };
    },
    onOutcome: (consumer, { outcome }) => outcomes.push(`${consumer}: ${outcome}`),
    onAlert: () => {},
    retrySeconds: () => 0,
    now: () => new Date(Date.now() + ahead),
  });
  let isClosed = false;
  const close = async () => {
    if (!isClosed) await runtime.close();
    isClosed = true;
  };
  onTestFinished(close);
  const command = (...args: readonly string[]) => runCli([...args, '--data', data]);
  /** Until a file is where it belongs: the pipeline looks once a second for what others have sent. */
  const until = async (isSo: () => Promise<boolean>) => {
    for (let tries = 0; tries < 100 && !(await isSo()); tries += 1) await sleep(100);
    await runtime.drained();
  };
  /** So long that a changed file is read again. */
  const passMinutes = (minutes: number) => {
    ahead += minutes * 60_000;
  };
  return { data, files, runtime, command, outcomes, until, passMinutes, close };
}

const isThere = async (path: string) => (await stat(path).catch(() => undefined)) !== undefined;

describe('intellicam dlq', () => {
  it('shows what was given up and why; once that is mended, it is put back and filed', async () => {
    const { data, runtime, command, until, passMinutes } = await running();
    expect(await command('dlq', 'ls')).toMatchObject({ code: 0, stderr: '' });
    await runtime.blobs.put(alarmRulesKey, Buffer.from('rules: nonsense\n'));
    await runtime.blobs.put(key, await drawPicture(1));
    await runtime.drained();

    const listed = await command('dlq', 'ls');
    expect(listed).toMatchObject({ code: 1, stderr: '' });
    expect(listed.stdout).toMatch(/^classifier +1 {2}0 min$/m);
    const shown = await command('dlq', 'show', 'classifier');
    expect(shown.code).toBe(0);
    expect(shown.stdout).toContain(`\n  a new picture\n  ${key}\n  image `);
    expect(shown.stdout).toMatch(/received 5 times\n {2}.*alarms\.yaml/);

    await rm(join(data, alarmRulesKey));
    passMinutes(2);
    const back = await command('dlq', 'redrive', 'classifier');
    expect(back).toMatchObject({ code: 0, stdout: `${data}: 1 put back: classifier 1\n` });
    await until(() => isThere(join(data, 'jpg_quiet/garden/20261120-140219.jpg')));
    expect(await readdir(join(data, 'jpg_quiet/garden'))).toEqual(['20261120-140219.jpg']);
    expect(await command('dlq', 'ls', '--json')).toMatchObject({ code: 0 });
  });

  it('drops only the one that it is told, and nothing without a yes', async () => {
    const { runtime, command } = await running();
    await runtime.blobs.put(alarmRulesKey, Buffer.from('rules: nonsense\n'));
    await runtime.blobs.put(key, await drawPicture(1));
    await runtime.blobs.put('upload/garden/b.jpg', await drawPicture(2));
    await runtime.drained();
    const asked = await command('dlq', 'drop', 'classifier');
    expect(asked).toMatchObject({ code: 2, stdout: '' });
    expect(asked.stderr).toContain('gone for ever: say --yes');
    const [first = ''] = (await command('dlq', 'show', '--json')).stdout.split('\n');
    const letter: { id: string; key: string } = JSON.parse(first);
    expect(letter).toMatchObject({ queue: 'classifier', what: 'a new picture', receiveCount: 5 });
    const dropped = await command('dlq', 'drop', 'classifier', '--id', letter.id, '--yes');
    expect(dropped).toMatchObject({ code: 0 });
    const left = (await command('dlq', 'show', '--json')).stdout.trimEnd().split('\n');
    expect(left.map((line) => JSON.parse(line).key)).not.toContain(letter.key);
    expect(left).toHaveLength(1);
    expect((await command('dlq', 'redrive', '--id', letter.id)).code).toBe(1);
  });

  it.each([
    [['dlq'], /say what to do with dead letters/],
    [['dlq', 'drop'], /name the queue to drop from/],
    [['dlq', 'ls', '--data', '/nowhere'], /\/nowhere is no data folder/],
  ])('ends with 2 for %j', async (args, sentence) => {
    const run = await runCli(args);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toMatch(sentence);
  });
});

describe('intellicam reconcile', () => {
  it('finds a picture that nobody was told of, changes nothing in a dry run, and mends it', async () => {
    const { data, command, until } = await running();
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
    const { data, files, runtime, command, close } = await running(space);
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
    const again = await running(space);
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
    const { data, files, runtime, command, until } = await running();
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

describe('intellicam trace and replay', () => {
  it('trace tells each hop of a picture, and of one that was given up why', async () => {
    const { runtime, command } = await running();
    await runtime.blobs.put(key, await drawPicture(1));
    await runtime.drained();
    const run = await command('trace', 'jpg_quiet/garden/20261120-140219.jpg');
    expect(run).toMatchObject({ code: 0, stderr: '' });
    for (const hop of ['uploaded', 'decided', 'filed', 'thumbnail', 'listed']) {
      expect(run.stdout).toMatch(new RegExp(`^${hop} `, 'm'));
    }
    expect(run.stdout).not.toContain('missing');
  });

  it('trace tells of a picture that was given up, and of one that never came', async () => {
    const { runtime, command } = await running();
    await runtime.blobs.put(alarmRulesKey, Buffer.from('rules: nonsense\n'));
    await runtime.blobs.put('upload/garden/b.jpg', await drawPicture(2));
    await runtime.drained();
    const stuck = await command('trace', 'upload/garden/b.jpg', '--json');
    expect(stuck.code).toBe(1);
    expect(JSON.parse(stuck.stdout)).toMatchObject({
      hops: [{ hop: 'uploaded' }, { hop: 'decided', state: 'missing' }],
      deadLetters: [{ queue: 'classifier', error: expect.stringContaining('alarms.yaml') }],
    });
    expect((await command('trace', 'upload/garden/never.jpg')).code).toBe(1);
  });

  it('replay reaches those who file and show, and tells nobody', async () => {
    const { runtime, command, outcomes, until } = await running();
    await runtime.blobs.put(key, await drawPicture(1));
    await runtime.drained();
    outcomes.length = 0;
    const replay = (...args: readonly string[]) =>
      command(
        'replay',
        '--from',
        '2026-11-20T00:00:00Z',
        '--to',
        '2026-11-21T00:00:00Z',
        '--json',
        ...args,
      );
    expect(JSON.parse((await replay('--camera', 'gate')).stdout)).toMatchObject({ pictures: 0 });
    const run = await replay('--camera', 'garden');
    expect(JSON.parse(run.stdout)).toMatchObject({ pictures: 1, to: ['mover', 'thumbnailer'] });
    await until(async () => outcomes.length >= 2);
    expect(outcomes.filter((one) => /^(mover|thumbnailer|notifier): /.test(one)).sort()).toEqual([
      'mover: already-moved',
      'thumbnailer: thumbnail',
    ]);
    const filed = 'jpg_quiet/garden/20261120-140219.jpg';
    await runtime.blobs.delete(filed, (await runtime.blobs.get(filed))?.etag ?? '');
    const late = await replay();
    expect(JSON.parse(late.stdout)).toMatchObject({ pictures: 0, gone: 1 });
    expect((await replay('--consumer', 'notifier')).stderr).toContain(
      'nothing can be replayed to notifier: there are mover, thumbnailer',
    );
  });
});
