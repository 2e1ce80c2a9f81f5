import { execFileSync } from 'node:child_process';

/** Writes the surveillance clip of Debian's opencv-doc as a file that Motion takes for a camera. */
export function realFootage(file: string, seconds: number): void {
  const listed = execFileSync('dpkg', ['-L', 'opencv-doc'], { encoding: 'utf8' });
  const clip = listed.split('\n').find((path) => path.endsWith('/vtest.avi'));
  if (clip === undefined) throw new Error('find vtest.avi: Debian package opencv-doc has none');
  execFileSync('ffmpeg', [
    ...['-loglevel', 'error', '-i', clip, '-t', String(seconds)],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', file],
  ]);
}

/** What makes Motion see the same in it every time: its own pace, and no start that looks like motion. */
export const footageOptions = {
  ...{ width: 768, height: 576, netcam_params: 'capture_rate=10' },
  ...{ noise_tune: 'off', lightswitch_percent: 60 },
};
