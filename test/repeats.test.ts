import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { expect, it } from 'vitest';
import { SeenThingsSchema } from '../services/classifier/rules/seen-things.ts';
import { drawPicture } from './draw-picture.ts';
import { lastJson, runCli } from './run-cli.ts';
import { workspace } from './workspace.ts';

const instance = (left: number) => ({
  ...{ box: { left, top: 0.4, width: 0.2, height: 0.5 }, confidence: 90 },
});
const label = (name: string, instances: readonly object[]) => ({
  ...{ name, confidence: 90, instances, parents: [], aliases: [], categories: [] },
});
const parked = label('Car', [instance(0.1)]);

it('rings for a parked car twice and no more, and for whoever comes to it', async () => {
  const { root, pictures, data, addPicture, files } = await workspace();
  const list = join(root, 'list.csv');
  await writeFile(list, 'Car,,Alarm\nPerson,,Alarm\n');
  const answers = join(root, 'answers.json');
  const person = label('Person', [instance(0.12)]);
  const seen = { '20211120140600-00.jpg': [parked, person], '*': [parked] };
  await writeFile(answers, JSON.stringify(seen));
  // One after the other, as a camera would send them.
  for (const [seed, time] of ['140000', '140200', '140400', '140600', '140800'].entries()) {
    await addPicture(`drive/20211120${time}-00.jpg`, await drawPicture(seed));
    const sorted = await runCli([
      ...['local', '--once', '--watch', pictures, '--data', data],
      ...['--labeler', `replay:${answers}`, '--alarms', list, '--json'],
    ]);
    expect(sorted).toMatchObject({ code: 0, stderr: '' });
    expect(lastJson(sorted)).toMatchObject({ rejected: 0, deadLettered: 0 });
  }

  expect(await files('jpg_alarm')).toEqual(
    ['140000', '140200', '140600'].map((time) => `drive/20211120${time}-00.jpg`),
  );
  const why = await runCli(['why', 'jpg_quiet/drive/20211120140800-00.jpg', '--data', data]);
  expect(why.stdout).toContain(
    '\nCar: Car 90 ≥ 50 · stands where it stood at 14:00 → quiet (repeat)\n',
  );
  const state: unknown = JSON.parse(await readFile(join(data, 'state/seen/drive.json'), 'utf8'));
  expect(v.parse(SeenThingsSchema, state).things).toHaveLength(1);

  const since = ['--since', '9999d', '--data', data];
  const simulated = await runCli(['rules', 'simulate', list, ...since, '--json']);
  expect(lastJson(simulated)).toMatchObject({ wouldRing: 3, silentAsRepeats: 2 });
  const rules = join(root, 'alarms.yaml');
  await writeFile(rules, 'repeats: off\nrules: [{ labels: [Car, Person] }]\n');
  const without = await runCli(['rules', 'simulate', rules, ...since, '--json']);
  expect(lastJson(without)).toMatchObject({ wouldRing: 5, silentAsRepeats: 0 });
});
