import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { drawPicture } from './draw-picture.ts';
import { lastJson, runCli, startCli } from './run-cli.ts';
import { workspace } from './workspace.ts';

describe('intellicam local --once', () => {
  it('sorts a folder into alarms and quiet pictures, and leaves the originals', async () => {
    const { pictures, data, addPicture, answers, files } = await workspace();
    await addPicture('garden/20261119120000-00.jpg', await drawPicture(1));
    await addPicture('garden/20261119120010-00.jpg', await drawPicture(2));
    await addPicture('gate/deep/er/20261119233000-00.jpg', await drawPicture(3));
    const labeler = await answers('20261119120010-00.jpg', 'deep/er/20261119233000-00.jpg');

    const run = await runCli(args({ pictures, data, labeler }));

    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(lastJson(run)).toEqual({
      ...{ received: 3, alarm: 2, quiet: 1, rejected: 0, deadLettered: 0 },
      ...{ alerts: 2, digests: 0, labelerCalls: 3, seconds: expect.any(Number) },
    });
    const alarms = ['garden/20261119120010-00.jpg', 'gate/deep/er/20261119233000-00.jpg'];
    expect(await files('jpg_alarm')).toEqual(alarms);
    expect(await files('csv_alarm')).toEqual(alarms.map((name) => `${name}.csv`));
    expect(await files('jpg_quiet')).toEqual(['garden/20261119120000-00.jpg']);
    expect(await files('upload')).toEqual([]);
    expect(await files('outbox')).toHaveLength(2);
    expect(await files('records')).toHaveLength(3);
    expect(await files('gallery/thumbs')).toHaveLength(3);
    expect(await files('gallery/index')).toEqual([
      '2026-11-19/12/garden.json',
      '2026-11-19/23/gate.json',
      '2026-11-19/shards.json',
      '2026-11-19/summary.json',
      'days.json',
      'months/2026-11.json',
      'rules/in-force.json',
    ]);
    const original = join(pictures, 'garden/20261119120000-00.jpg');
    expect(await readFile(original)).toEqual(await drawPicture(1));
  });

  it('rings once for a visit, as it would have when it happened, and tells of the rest', async () => {
    const { pictures, data, addPicture, answers, files } = await workspace();
    const times = ['120000', '120010', '120020', '130000'];
    for (const [seed, time] of times.entries()) {
      await addPicture(`garden/20261119${time}-00.jpg`, await drawPicture(seed));
    }
    const given = { pictures, data, labeler: await answers('*') };
    const run = await runCli(args(given));
    expect(lastJson(run)).toMatchObject({ alarm: 4, alerts: 2 });
    // One digest, or two when the picture of an hour later overtook one of the visit.
    const told = [...run.stdout.matchAll(/➕ .*Garden: (\d) more pictures? until 12:05/g)];
    expect(told.reduce((sum, [, count]) => sum + Number(count), 0)).toBe(2);
    expect(await files('outbox')).toHaveLength(2 + told.length);
    expect(run.stdout).toContain('4 alarms, 0 quiet, 0 rejected; 2 alerts and ');

    const other = { ...given, data: `${data}-2` };
    const each = await runCli([...args(other), '--cooldown', '0']);
    expect(lastJson(each)).toMatchObject({ alarm: 4, alerts: 4, digests: 0 });
  });

  it('knows where something moved from the name that Motion gave', async () => {
    const { pictures, data, addPicture, answers, files } = await workspace();
    const name = '0000720261120083327-1795163607-03-a80x60x20x30.jpg';
    await addPicture(`garden/${name}`, await drawPicture(1));
    await runCli(args({ pictures, data, labeler: await answers() }));
    const [record = ''] = await files('records');
    expect(JSON.parse(await readFile(join(data, 'records', record), 'utf8'))).toMatchObject({
      event: { detail: { motionArea: { centerX: 80, centerY: 60, width: 20, height: 30 } } },
    });
    const [shard = ''] = await files('gallery/index');
    expect(await readFile(join(data, 'gallery/index', shard), 'utf8')).toContain(
      '"movedPixels":600',
    );
  });

  it('takes a picture once, however often it runs', async () => {
    const { pictures, data, addPicture, answers, files } = await workspace();
    await addPicture('a.jpg', await drawPicture(1));
    const labeler = await answers();
    await runCli(args({ pictures, data, labeler }));
    await addPicture('b.jpg', await drawPicture(2));

    const run = await runCli([...args({ pictures, data, labeler }), '--camera', 'porch']);

    expect(lastJson(run)).toMatchObject({ received: 1, labelerCalls: 1 });
    expect(await files('jpg_quiet')).toEqual(['default/a.jpg', 'porch/b.jpg']);
  });

  it('files another picture that comes under the same name beside the first', async () => {
    const { pictures, data, addPicture, answers, files } = await workspace();
    const labeler = await answers();
    for (const seed of [1, 2]) {
      await addPicture('cam/snapshot.jpg', await drawPicture(seed));
      await runCli(args({ pictures, data, labeler }));
    }
    expect(await files('jpg_quiet')).toEqual([
      expect.stringMatching(/^cam\/snapshot-[0-9a-f]{8}\.jpg$/),
      'cam/snapshot.jpg',
    ]);
  });

  it('files by the folders of the older system when told so', async () => {
    const { pictures, data, addPicture, answers, files } = await workspace();
    await addPicture('cam/a.jpg', await drawPicture(1));
    await addPicture('cam/b.jpg', await drawPicture(2));
    const labeler = await answers('a.jpg');
    await runCli([...args({ pictures, data, labeler }), '--layout', 'smart-security-camera']);
    expect(await files('archive')).toEqual([
      'alerts/cam/a.jpg',
      'csv/alerts/cam/a.jpg.csv',
      'csv/falsepositives/cam/b.jpg.csv',
      'falsepositives/cam/b.jpg',
    ]);
  });

  it('judges by the list that it is given', async () => {
    const { root, pictures, data, addPicture, answers, files } = await workspace();
    await addPicture('a.jpg', await drawPicture(1));
    const list = join(root, 'list.csv');
    await writeFile(list, 'Person,People,Quiet\r\nCat,Animal,Alarm ');
    await runCli([...args({ pictures, data, labeler: await answers('a.jpg') }), '--alarms', list]);
    expect(await files('jpg_quiet')).toEqual(['default/a.jpg']);
  });

  it('judges by the rules that it is given, and wants them whole', async () => {
    const { root, pictures, data, addPicture, answers, files } = await workspace();
    await addPicture('a.jpg', await drawPicture(1));
    const rules = join(root, 'rules.yaml');
    await writeFile(rules, 'rules:\n  - labels: [Person]\n    cameraz: [garden]\n');
    const given = [
      ...args({ pictures, data, labeler: await answers('a.jpg') }),
      ...['--alarms', rules],
    ];
    const stderr = expect.stringContaining('rules.yaml:3: rules[1].cameraz');
    expect(await runCli(given)).toMatchObject({ code: 2, stderr });
    await writeFile(rules, 'rules:\n  - labels: [Person]\n    cameras: [garden]\n');
    expect(await runCli(given)).toMatchObject({ code: 0 });
    expect(await files('jpg_quiet')).toEqual(['default/a.jpg']);
  });

  it.each([
    ['an unknown option', ['local', '--colour'], /Unknown option '--colour'/],
    ['an unknown command', ['frobnicate'], /unknown command frobnicate/],
    ['no command', [], /name a command/],
    ['a folder that is not there', ['local', '--watch', '/nowhere'], /\/nowhere/],
    ['a port that is none', ['local', '--port', '99999'], /--port/],
    ['a silence that is none', ['local', '--silent-after', '5'], /--silent-after needs/],
    ['an hour that is none', ['local', '--summary-hour', '24'], /--summary-hour needs/],
    ['a cooldown that is none', ['local', '--cooldown', 'long'], /--cooldown/],
    ['an unknown labeler', ['local', '--once', '--labeler', 'crystal-ball'], /crystal-ball/],
    ['answers that are not there', ['local', '--once', '--labeler', 'replay:/x'], /\/x/],
    ['a list that is not there', ['local', '--once', '--alarms', '/x.csv'], /\/x\.csv/],
    ['an unknown layout', ['local', '--layout', 'attic'], /attic/],
  ])('ends with 2 and one sentence for %s', async (_, given, sentence) => {
    const { data } = await workspace();
    const run = await runCli(given[0] === 'local' ? [...given, '--data', data] : given);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toMatch(sentence);
    expect(run.stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  it('ends with 2 for an alarm list without a single row, and says which line is wrong', async () => {
    const { root, data } = await workspace();
    await writeFile(join(root, 'list.csv'), '# nothing\nPerson,Alarm\n');
    const run = await runCli(['local', '--data', data, '--alarms', join(root, 'list.csv')]);
    expect(run).toMatchObject({ code: 2, stderr: expect.stringMatching(/line 2/) });
  });

  it('ends with 2 when the list in the data folder has become useless', async () => {
    const { root, data } = await workspace();
    await mkdir(join(data, 'config'), { recursive: true });
    await writeFile(join(data, 'config/reko_alarms.csv'), 'nonsense\n');
    const run = await runCli(['local', '--once', '--data', data, '--watch', root]);
    expect(run).toMatchObject({ code: 2, stderr: expect.stringContaining('config/reko_alarms') });
  });

  it('ends with 2 when it is to watch its own data', async () => {
    const { data } = await workspace();
    await mkdir(data);
    const run = await runCli(['local', '--once', '--data', data, '--watch', data]);
    expect(run).toMatchObject({ code: 2, stderr: expect.stringContaining('same folder') });
  });

  it('ends with 2 when the port is taken, and says so', async () => {
    const { data } = await workspace();
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' ? String(address?.port) : '';
    const run = await runCli(['local', '--data', data, '--port', port]);
    other.close();
    expect(run).toMatchObject({ code: 2, stderr: expect.stringContaining('port is taken') });
  });

  it('ends with 2 when another process works in the data folder', async () => {
    const { data } = await workspace();
    const first = startCli(['local', '--data', data, '--port', '0']);
    try {
      await new Promise((resolve) => first.stdout?.once('data', resolve));
      const second = await runCli(['local', '--once', '--data', data]);
      expect(second).toMatchObject({ code: 2, stderr: expect.stringContaining('in use') });
    } finally {
      first.kill();
    }
  });
});

function args(given: { pictures: string; data: string; labeler: string }): string[] {
  const { pictures, data, labeler } = given;
  return [
    'local',
    '--once',
    '--json',
    ...['--watch', pictures, '--data', data, '--labeler', labeler],
  ];
}
