import { expect, it } from 'vitest';
import { keyOfPath } from '../runtime/local/path-of-key.ts';
import { drawPicture } from './draw-picture.ts';
import { lastJson, runCli } from './run-cli.ts';
import { workspace } from './workspace.ts';

const names = [
  '..%2F..%2Fescape.jpg',
  '...jpg',
  `it's "quoted".jpg`,
  '<script>alert(1)<\u2215script>.jpg',
  `${'n'.repeat(251)}.jpg`,
  '😀 über.jpeg',
  '%zz.jpg',
  '%2E%2E.jpg',
  'a+b c.jpg',
  'LOUD.JPG',
  '=cmd|calc.jpg',
  'line\nbreak.jpg',
  '\u202Egpj.exe.jpg',
  '__proto__',
  '-rf.png',
];
const cameras = ['<b>cam</b>'.replace('/', '\u2215'), 'constructor', 'ein Garten & 1 Tor'];

it('files pictures of any name, from cameras of any name, like all others', async () => {
  const { pictures, data, addPicture, answers, files } = await workspace();
  const all = cameras.flatMap((camera) => names.map((name) => `${camera}/${name}`));
  // Names that begin with a dot are hidden, and not looked at.
  const taken = all.filter((name) => !name.includes('/.'));
  for (const [seed, name] of all.entries()) await addPicture(name, await drawPicture(seed));

  const run = await runCli([
    ...['local', '--once', '--json', '--watch', pictures, '--data', data],
    ...['--labeler', await answers('*')],
  ]);

  expect(run).toMatchObject({ code: 0, stderr: '' });
  expect(lastJson(run)).toMatchObject({ alarm: taken.length, deadLettered: 0 });
  expect((await files('jpg_alarm')).map(keyOfPath).toSorted()).toEqual(taken.toSorted());
  expect((await files('csv_alarm')).map(keyOfPath).toSorted()).toEqual(
    taken.map((name) => `${name}.csv`).toSorted(),
  );
  // What is told of one visit of each camera: its first alarm, and the others together.
  expect(await files('state/incidents')).toHaveLength(cameras.length);
  expect(lastJson(run)).toMatchObject({ alerts: cameras.length, digests: cameras.length });
  expect(await files('gallery/thumbs')).toHaveLength(taken.length);
  expect(await files('upload')).toEqual([]);
});
