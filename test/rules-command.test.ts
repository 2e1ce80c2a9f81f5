import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { drawPicture } from './draw-picture.ts';
import { runCli } from './run-cli.ts';
import { workspace } from './workspace.ts';

const good = `zones:
  drive: { points: [[0, 0.5], [1, 0.5], [1, 1], [0, 1]] }
rules:
  - { name: on the drive, labels: Person, zones: drive }
`;

/** Somebody's data after a day: one alarm, one quiet picture, one that cannot be read. */
async function usedFolder() {
  const space = await workspace();
  const { root, pictures, data, addPicture, answers } = space;
  await addPicture('garden/20211120120000-00.jpg', await drawPicture(1));
  await addPicture('garden/20211120120010-00.jpg', await drawPicture(2));
  await addPicture('garden/20211120120020-00.jpg', 'no picture');
  const labeler = await answers('20211120120010-00.jpg');
  const sort = () =>
    runCli(['local', '--once', '--watch', pictures, '--data', data, '--labeler', labeler]);
  await sort();
  const rules = async (name: string, text: string) => {
    const file = join(root, name);
    await writeFile(file, text);
    return file;
  };
  return { ...space, sort, rules };
}

async function file(name: string, text: string): Promise<string> {
  const { root } = await workspace();
  const path = join(root, name);
  await writeFile(path, text);
  return path;
}

describe('intellicam rules check', () => {
  it('ends with 0 for a good file', async () => {
    const run = await runCli(['rules', 'check', await file('alarms.yaml', good)]);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toMatch(/alarms\.yaml is good: 1 rule\n$/);
    const list = await runCli([
      'rules',
      'check',
      await file('list.csv', 'Person,,Alarm\nCat,,Quiet'),
    ]);
    expect(list.stdout).toMatch(/list\.csv is good: 2 rules\n$/);
  });

  it.each([
    [
      'alarms.yaml',
      good.replace('zones: drive', 'zones: dri'),
      ':4: rules[1].zones[1] there is no',
    ],
    ['alarms.yml', 'rules: [', ':1: this is not YAML'],
    ['list.csv', 'Person,,Alarm\nCat,,Loud', ':2: the third column must say Alarm or Quiet'],
    ['list.csv', '', ':1: there is no row of Label,Category'],
  ])('ends with 1 for a bad %s, and says where', async (name, text, told) => {
    const path = await file(name, text);
    const run = await runCli(['rules', 'check', path]);
    expect(run).toMatchObject({ code: 1, stderr: '' });
    expect(run.stdout).toContain(`${name}${told}`);
    const json = await runCli(['rules', 'check', path, '--json']);
    expect(json.code).toBe(1);
    expect(JSON.parse(json.stdout)).toMatchObject({ good: false, problems: [{}], warnings: [] });
  });

  it('warns of what does nothing', async () => {
    const text = good.replace(', zones: drive', '');
    const run = await runCli(['rules', 'check', await file('alarms.yaml', text)]);
    expect(run.code).toBe(0);
    expect(run.stdout).toContain(':2: zones.drive no rule uses this zone (warning)\n');
    const list = await runCli([
      'rules',
      'check',
      await file('l.csv', 'Cat,,Alarm\n\nPersn,,Alarm'),
    ]);
    expect(list.stdout).toContain(
      ':3: the vocabulary has no label Persn; did you mean Person? (warn',
    );
  });

  it.each([
    [['rules'], /say what to do with rules/],
    [['rules', 'check'], /name a file of rules/],
    [['rules', 'check', '/nowhere.yaml'], /\/nowhere\.yaml cannot be read/],
    [['rules', 'check', 'package.json'], /neither \.yaml, rules, nor \.csv/],
    [['rules', 'check', 'a.yaml', 'b.yaml'], /name only a file of rules/],
    [['rules', 'push', 'config/reko_alarms.csv', '--since', '7d'], /--since has no meaning here/],
    [
      ['rules', 'push', 'config/reko_alarms.csv', '--data', '/nowhere'],
      /\/nowhere is no data folder/,
    ],
    [['rules', 'push', 'config/reko_alarms.csv', '--data', 'a', '--config', 'b'], /name one/],
    [['rules', 'simulate', 'config/reko_alarms.csv', '--since', 'soon'], /--since needs days/],
    [['why'], /name a picture/],
  ])('ends with 2 for %j', async (args, sentence) => {
    const run = await runCli(args);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toMatch(sentence);
  });
});

describe('on a data folder', () => {
  it('push puts rules in force, and refuses bad ones', async () => {
    const { data, files, sort, rules, addPicture } = await usedFolder();
    const yaml = await rules('mine.yaml', good);
    const pushed = await runCli(['rules', 'push', yaml, '--data', data]);
    expect(pushed).toMatchObject({ code: 0, stderr: '' });
    expect(pushed.stdout).toContain(`${data}/config/alarms.yaml is ${yaml} now`);
    const refused = await runCli([
      'rules',
      'push',
      await rules('bad.yaml', 'rules: 3'),
      '--data',
      data,
    ]);
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(await readFile(join(data, 'config/alarms.yaml'), 'utf8')).toBe(good);

    // The same person as before, whose place nobody knows.
    await addPicture('gate/20211120120010-00.jpg', await drawPicture(3));
    await sort();
    expect(await files('jpg_quiet')).toContain('gate/20211120120010-00.jpg');
    const why = await runCli(['why', 'jpg_quiet/gate/20211120120010-00.jpg', '--data', data]);
    expect(why.stdout).toMatch(/rules {4}config\/alarms\.yaml, version [0-9a-f]{32}\n/);
    expect(why.stdout).toContain('\non the drive: Person 97 ≥ 50 · no box → quiet\n');

    const list = await rules('list.csv', 'Person,,Alarm\n');
    const listed = await runCli(['rules', 'push', list, '--data', data]);
    expect(listed.stderr).toContain('does not say list: true: the alarm list does not count');
  });

  it('simulate tells what would change, and changes nothing', async () => {
    const { data, files, rules } = await usedFolder();
    const before = await Promise.all(['records', 'outbox', 'config', 'state'].map(files));
    const yaml = await rules('mine.yaml', good);
    const since = ['--since', '2021-11-20'];
    // The pictures are of today or of days to come, as the clock of whoever tests it has it.
    const run = await runCli([
      'rules',
      'simulate',
      yaml,
      '--data',
      data,
      '--json',
      '--since',
      '9999d',
    ]);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(since).toHaveLength(2);
    expect(JSON.parse(run.stdout)).toMatchObject({
      ...{ pictures: 2, rejected: 1, rang: 1, wouldRing: 0 },
      noLonger: { newest: [{ reason: 'on the drive: Person 97 ≥ 50 · no box → quiet' }] },
    });
    expect(await Promise.all(['records', 'outbox', 'config', 'state'].map(files))).toEqual(before);
    const week = await runCli(['rules', 'simulate', yaml, '--data', data]);
    expect(week.stdout).toMatch(/^0 pictures since [\d: -]+\nrang 0, would ring 0\n/);
  });

  it('why finds a picture by whatever names it', async () => {
    const { data, files } = await usedFolder();
    const [record = ''] = await files('records/garden/2021-11-20');
    const id = record.replace('.json', '');
    const names = [
      ...[id, `records/garden/2021-11-20/${id}.json`],
      ...[`${data}/records/garden/2021-11-20/${id}.json`],
    ];
    const told = await Promise.all(names.map((name) => runCli(['why', name, '--data', data])));
    for (const run of told) {
      expect(run).toMatchObject({ code: 0, stderr: '' });
      expect(run.stdout).toBe(told[0]?.stdout);
      expect(run.stdout).toContain(`image    ${id}\n`);
    }
  });

  it.each([
    ['jpg_alarm/garden/20211120120010-00.jpg', 'alarm', '\nPerson: Person 97 ≥ 50 → alarm\n'],
    ['upload/garden/20211120120010-00.jpg', 'alarm', '\nseen     Person 97.0\n'],
    [
      './jpg_quiet/garden/20211120120000-00.jpg',
      'quiet',
      '\nNo rule names anything that was seen.\n',
    ],
    [
      'jpg_error/garden/20211120120020-00.jpg',
      'rejected',
      '\nIt could not be read: the file is nei',
    ],
  ])('why tells of %s', async (key, outcome, reason) => {
    const { data } = await usedFolder();
    const run = await runCli(['why', key, '--data', data]);
    expect(run.stdout).toMatch(new RegExp(`^2021-11-20 12:00:\\d0 {2}garden {2}${outcome}\n`));
    expect(run.stdout).toContain(reason);
  });

  it('why ends with 1 for what nobody has decided on', async () => {
    const { data } = await usedFolder();
    for (const name of ['0123456789abcdef0123', 'jpg_alarm/garden/nothing.jpg', 'nonsense']) {
      const run = await runCli(['why', name, '--data', data]);
      expect(run).toMatchObject({ code: 1, stdout: '' });
      expect(run.stderr).toBe(`intellicam: ${data} has no decision on ${name}\n`);
    }
  });
});
