import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { alarmRulesKey } from '../contracts/object-key.ts';
import { drawPicture } from './draw-picture.ts';
import { runCli } from './run-cli.ts';
import { isThere, runningPipeline } from './running-pipeline.ts';

const key = 'upload/garden/20261120-140219.jpg';

describe('intellicam dlq', () => {
  it('shows what was given up and why; once that is mended, it is put back and filed', async () => {
    const { data, runtime, command, until, passMinutes } = await runningPipeline();
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
    const { runtime, command } = await runningPipeline();
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

describe('intellicam trace and replay', () => {
  it('trace tells each hop of a picture, and of one that was given up why', async () => {
    const { runtime, command } = await runningPipeline();
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
    const { runtime, command } = await runningPipeline();
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
    const { data, files, runtime, command, outcomes, until } = await runningPipeline();
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
    expect(JSON.parse((await replay()).stdout)).toMatchObject({ pictures: 1, gone: 0 });
    const [record = ''] = await files('records');
    const path = join(data, 'records', record);
    const old = { ...JSON.parse(await readFile(path, 'utf8')), recordedAt: '2026-11-01T12:00:00Z' };
    await writeFile(path, JSON.stringify(old));
    expect(JSON.parse((await replay()).stdout)).toMatchObject({ pictures: 0, gone: 1 });
    expect((await replay('--consumer', 'notifier')).stderr).toContain(
      'nothing can be replayed to notifier: there are mover, thumbnailer',
    );
  });
});
