import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Cameras } from '../cameras.ts';
import { hasErrorCode } from '../error-code.ts';
import { continuation, keyOfPath } from './path-of-key.ts';

type LocalCamerasOptions = {
  readonly dataFolder: string;
  readonly silentAfterMinutes?: number | undefined;
};

/** Every camera of which a picture was ever recorded on this machine. */
export function localCameras({ dataFolder, silentAfterMinutes }: LocalCamerasOptions): Cameras {
  const records = join(dataFolder, 'records');
  return {
    list: async () =>
      (await foldersBelow(records)).map((path) => ({
        camera: keyOfPath(path),
        ...(silentAfterMinutes === undefined ? {} : { silentAfterMinutes }),
      })),
  };
}

// The rest of a long name is a folder of its own.
async function foldersBelow(root: string, head = ''): Promise<readonly string[]> {
  const entries = await readFolder(join(root, head));
  const found = await Promise.all(
    entries
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map(async ({ name }) => {
        const path = join(head, name);
        return name.endsWith(continuation) ? foldersBelow(root, path) : [path];
      }),
  );
  return found.flat().toSorted();
}

async function readFolder(path: string): Promise<readonly Dirent[]> {
  try {
    return await readdir(path, { withFileTypes: true });
  } catch (error) {
    if (hasErrorCode(error, 'ENOENT')) return [];
    throw error;
  }
}
