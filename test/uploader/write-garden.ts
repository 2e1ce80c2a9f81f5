import { createHash } from 'node:crypto';
import { mkdir, open, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const largestBytes = 200_000;
const longestPauseMilliseconds = 60;

/**
 * Writes pictures into a folder as Motion, cameras with FTP and people do: at once, under another name
 * first, or in two halves. Resolves with the hashes of all of them.
 */
export async function writeGarden(
  folder: string,
  pictures: number,
  random: () => number,
): Promise<readonly string[]> {
  const hashes: string[] = [];
  for (let n = 0; n < pictures; n += 1) {
    const bytes = jpeg(n, random);
    const path = join(folder, nameOf(n));
    await mkdir(dirname(path), { recursive: true });
    const way = n % 3;
    if (way === 0) await writeFile(path, bytes);
    else if (way === 1) await writeAside(path, bytes);
    else await writeHalves(path, bytes, random() * longestPauseMilliseconds);
    hashes.push(createHash('sha256').update(bytes).digest('hex'));
    await delay(random() * longestPauseMilliseconds);
  }
  return hashes;
}

async function writeAside(path: string, bytes: Uint8Array): Promise<void> {
  const hidden = join(dirname(path), '.being-written');
  await writeFile(hidden, bytes);
  await rename(hidden, path);
}

async function writeHalves(path: string, bytes: Uint8Array, pause: number): Promise<void> {
  const file = await open(path, 'w');
  const half = Math.ceil(bytes.length / 2);
  await file.write(bytes, 0, half);
  await delay(pause);
  await file.write(bytes, half);
  await file.close();
}

// Each its own, with a JPEG's marks: the beginning, the start of the picture proper, the end.
function jpeg(n: number, random: () => number): Uint8Array {
  const bytes = Buffer.alloc(100 + Math.floor(random() ** 2 * largestBytes), `${n} `);
  bytes.set([0xff, 0xd8, 0xff, 0xda, 0, 2]);
  bytes.set([0xff, 0xd9], bytes.length - 2);
  return bytes;
}

function nameOf(n: number): string {
  const second = 1_795_163_607 + n;
  const names = [
    `2026-11-20/0000720261120083327-${second}-00-a320x240x100x80.jpg`,
    `it's "number" ${n}.jpg`,
    `ftp/門 😀/${n}.JPG`,
    `camera-${n}`,
  ];
  return names[n % names.length] ?? '';
}
