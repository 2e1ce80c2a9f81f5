import { existsSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { openExclusiveLock } from '../../runtime/local/exclusive-lock.ts';
import { folderBlobStore } from '../../runtime/local/folder-blob-store.ts';
import { internalFolder } from '../../runtime/local/internal-folder.ts';
import { localAlerts } from '../../runtime/local/local-alerts.ts';
import type { ObjectMetadata } from '../../runtime/local/object-metadata.ts';
import { outboxChannel } from '../../runtime/local/outbox-channel.ts';
import { UsageError } from '../../runtime/usage-error.ts';
import { ownersChannels } from '../owners-channels.ts';
import type { RulesStore } from './rules-store.ts';

// Neither rules nor records have any, and the pipeline that may be running keeps that of pictures.
const noMetadata: ObjectMetadata = {
  read: () => ({}),
  write: async () => undefined,
  prune: async () => undefined,
};

/** A data folder of this machine, also while the pipeline is running on it. */
export async function localStore(folder: string, metadata = noMetadata): Promise<RulesStore> {
  const lockFile = demandDataFolder(folder);
  const lock = openExclusiveLock(await realpath(lockFile));
  const blobs = folderBlobStore({ folder: await realpath(folder), metadata, lock });
  return {
    blobs,
    people: async () => Object.keys((await ownersChannels(folder)).people),
    openAlerts: async () =>
      localAlerts({
        channels: await ownersChannels(folder),
        outbox: outboxChannel({ blobs, onAlert: () => undefined }),
        ...{ blobs, now: () => new Date() },
      }),
    name: folder,
    timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
    cameras: [],
    orOneSentence: (_, run) => run(),
    close: () => lock.close(),
  };
}

/** The lock of a data folder, which every data folder has. */
export function demandDataFolder(folder: string): string {
  const lockFile = join(folder, internalFolder, 'lock');
  if (existsSync(lockFile)) return lockFile;
  throw new UsageError(`${folder} is no data folder: run intellicam local --data ${folder} first`);
}
