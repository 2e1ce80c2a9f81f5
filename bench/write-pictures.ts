import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const secondsOfDay = 24 * 60 * 60;

/** The name of one of so many pictures that one camera takes in a day. */
export function pictureName(index: number, pictures: number): string {
  const seconds = Math.floor((index / pictures) * secondsOfDay);
  const time = new Date(seconds * 1000).toISOString().slice(11, 19).replaceAll(':', '');
  return `20261119${time}-${index}.jpg`;
}

/** Writes pictures as one camera's day, with their times in their names. */
export async function writePictures(
  folder: string,
  pictures: readonly Uint8Array[],
): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [index, picture] of pictures.entries()) {
    await writeFile(join(folder, pictureName(index, pictures.length)), picture);
  }
}
