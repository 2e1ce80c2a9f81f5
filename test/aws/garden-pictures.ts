import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gardenDay } from '../../cli/demo/garden-day.ts';
import { renderScene } from '../../cli/demo/render-scene.ts';

/** A picture as the camera uploads it. */
export type CameraPicture = { readonly file: string; readonly bytes: Uint8Array };

const seed = 7;
// Of today: what is older than the owner wants to be told of does not ring.
const day = new Date().toISOString().slice(0, 10).replaceAll('-', '');

/** Some moments of the synthetic garden's day: with somebody in it, or with nobody. */
export async function gardenPictures(
  expected: 'alarm' | 'quiet',
  count: number,
): Promise<readonly CameraPicture[]> {
  const scenes = gardenDay(seed).filter(
    (scene) => scene.expected === expected && scene.light === 'day',
  );
  return Promise.all(
    scenes.slice(0, count).map(async (scene) => ({
      file: `${day}-${scene.at.replaceAll(':', '')}.jpg`,
      bytes: await renderScene(scene),
    })),
  );
}

/** Seconds of the surveillance clip in Debian's opencv-doc; none where it is not installed. */
export function footagePictures(count: number): readonly CameraPicture[] {
  const folder = mkdtempSync(join(tmpdir(), 'intellicam-footage-'));
  try {
    const listed = execFileSync('dpkg', ['-L', 'opencv-doc'], { encoding: 'utf8', stdio: 'pipe' });
    const clip = listed.split('\n').find((file) => file.endsWith('/vtest.avi')) ?? '';
    const frames = ['-vf', 'fps=1', '-frames:v', String(count), '-q:v', '2'];
    const target = join(folder, 'mall-%03d.jpg');
    execFileSync('ffmpeg', ['-loglevel', 'error', '-i', clip, ...frames, target]);
    return readdirSync(folder).map((file) => ({ file, bytes: readFileSync(join(folder, file)) }));
  } catch {
    return [];
  } finally {
    rmSync(folder, { recursive: true });
  }
}
