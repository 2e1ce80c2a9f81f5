import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';

/** Unpacks a function's zip as Lambda does, and gives back the path of its module. */
export async function unpackFunction(zipFile: string, folder: string): Promise<string> {
  for (const [path, bytes] of Object.entries(unzipSync(await readFile(zipFile)))) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
  return join(folder, 'index.mjs');
}
