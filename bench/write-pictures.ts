import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const secondsOfDay = 24 * 60 * 60;

/** Writes pictures as one camera's day, with their times in their names. */
export async function writePictures(
  folder: string,
  pictures: readonly Uint8Array[],
): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [index, picture] of pictures.entries()) {
    const seconds = Math.floor((index / pictures.length) * secondsOfDay);
    const time = new Date(seconds * 1000).toISOString().slice(11, 19).replaceAll(':', '');
    await writeFile(join(folder, `20261119${time}-${index}.jpg`), picture);
  }
}
