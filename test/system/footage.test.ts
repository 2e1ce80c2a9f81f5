import { execFileSync } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { expect, it } from 'vitest';
import { ImageRecordSchema } from '../../contracts/image-record.ts';
import { lastJson, runCli } from '../run-cli.ts';
import { readJson, workspace } from '../workspace.ts';

const frames = 80;

it('sees somebody in every second of real footage, which is one visit', async () => {
  const { pictures, data, files } = await workspace();
  await extractFrames(join(pictures, 'mall'));

  const run = await runCli(['local', '--once', '--json', '--watch', pictures, '--data', data]);

  expect(run).toMatchObject({ code: 0, stderr: '' });
  expect(lastJson(run)).toMatchObject({ received: frames, alarm: frames });
  expect(lastJson(run)).toMatchObject({ alerts: 1, digests: 1 });
  for (const file of await files('records')) {
    const { event } = v.parse(ImageRecordSchema, await readJson(join(data, 'records', file)));
    expect(event).toMatchObject({ detail: { matches: [{ label: 'Person' }] } });
  }
}, 300_000);

// The surveillance clip of Debian's package opencv-doc, one frame a second.
async function extractFrames(folder: string): Promise<void> {
  const listed = execFileSync('dpkg', ['-L', 'opencv-doc'], { encoding: 'utf8' });
  const clip = listed.split('\n').find((file) => file.endsWith('/vtest.avi'));
  if (clip === undefined) throw new Error('find vtest.avi: Debian package opencv-doc has none');
  await mkdir(folder, { recursive: true });
  execFileSync('ffmpeg', [
    ...['-loglevel', 'error', '-i', clip, '-vf', 'fps=1', '-frames:v', String(frames)],
    ...['-q:v', '2', join(folder, '%03d.jpg')],
  ]);
}
