import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { discoverConsumers } from '../../runtime/discover-consumers.ts';
import { openDurableQueues } from '../../runtime/local/durable-queues.ts';
import { internalFolder } from '../../runtime/local/internal-folder.ts';
import { localBus } from '../../runtime/local/local-bus.ts';
import { localCameras } from '../../runtime/local/local-cameras.ts';
import { openLocalDatabase } from '../../runtime/local/local-database.ts';
import { localDeadLetters } from '../../runtime/local/local-dead-letters.ts';
import { uploadsQueue } from '../../runtime/local/local-queue-name.ts';
import { localUploads } from '../../runtime/local/local-uploads.ts';
import { openObjectMetadata } from '../../runtime/local/object-metadata.ts';
import { projectFile } from '../../runtime/project-file.ts';
import { demandDataFolder, localStore } from '../rules/local-store.ts';
import type { Controls } from './controls.ts';

const now = () => new Date();

/** Takes hold of a data folder, also while the pipeline is running on it: it finds new messages by itself. */
export async function localControls(folder: string): Promise<Controls> {
  demandDataFolder(folder);
  const database = openLocalDatabase(join(await realpath(folder), internalFolder, 'database'));
  const store = await localStore(folder, openObjectMetadata(database));
  const queues = openDurableQueues(database, now);
  const consumers = await discoverConsumers(projectFile('dist', 'services'));
  return {
    ...{ store, bucket: 'local', consumers },
    cameras: (await localCameras({ dataFolder: folder }).list()).map(({ camera }) => camera),
    uploads: localUploads(queues.queue(uploadsQueue)),
    deadLetters: localDeadLetters(database, consumers, now),
    events: localBus(queues, consumers, now),
    busOf: (chosen) => localBus(queues, chosen, now),
    close: async () => {
      await database.close();
      await store.close();
    },
  };
}
