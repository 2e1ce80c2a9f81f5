import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { drawPicture } from './draw-picture.ts';
import { startCli } from './run-cli.ts';
import { workspace } from './workspace.ts';

it('moves a picture that was missed to the alarms, and back when that is taken back', async () => {
  const { pictures, data, addPicture, answers, files } = await workspace();
  await addPicture('garden/20261120-140000.jpg', await drawPicture(1));
  const child = startCli([
    ...['local', '--watch', pictures, '--data', data],
    ...['--labeler', await answers(), '--port', '0'],
  ]);
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await rm(data, { recursive: true, force: true });
  });
  const [printed] = await once(child.stdout ?? child, 'data');
  const url = /http:\/\/\S+/.exec(String(printed))?.[0] ?? '';
  await expect.poll(() => files('jpg_quiet')).toEqual(['garden/20261120-140000.jpg']);
  const [record = ''] = await files('records');
  const imageId = record.slice(-25, -5);

  async function say(verdict: string): Promise<number> {
    const answer = await fetch(`${url}/api/feedback`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-intellicam': '1' },
      body: JSON.stringify({ recordKey: join('records', record), verdict }),
    });
    return answer.status;
  }

  const turned = `garden/20261120-140000-${imageId.slice(0, 8)}.jpg`;
  expect(await say('missed')).toBe(204);
  await expect.poll(() => files('jpg_quiet'), { timeout: 10_000 }).toEqual([]);
  expect(await files('jpg_alarm')).toEqual([turned]);
  // The list follows the picture.
  await expect.poll(() => files('csv_alarm'), { timeout: 10_000 }).toEqual([`${turned}.csv`]);
  expect(await say('not-an-alarm')).toBe(400);
  expect(await say('none')).toBe(204);
  const back = ['garden/20261120-140000.jpg'];
  await expect.poll(() => files('jpg_alarm'), { timeout: 10_000 }).toEqual([]);
  expect(await files('jpg_quiet')).toEqual(back);
  await expect.poll(() => files('csv_alarm'), { timeout: 10_000 }).toEqual([]);
});
