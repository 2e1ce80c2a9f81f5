import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';

/** Every zip below a folder, by the digest under which Lambda knows it. */
export async function findZips(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const zips = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.zip'))
    .map((entry) => join(entry.parentPath, entry.name));
  return new Map(
    await Promise.all(
      zips.map(async (zip): Promise<[string, string]> => {
        return [
          createHash('sha256')
            .update(await readFile(zip))
            .digest('base64'),
          zip,
        ];
      }),
    ),
  );
}

/** Unpacks a function as Lambda does. */
export async function unpackFunction(zip: string, folder: string): Promise<void> {
  for (const [name, bytes] of Object.entries(unzipSync(await readFile(zip)))) {
    if (name.endsWith('/')) continue;
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), bytes);
  }
}
