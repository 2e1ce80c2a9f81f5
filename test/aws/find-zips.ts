import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

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
