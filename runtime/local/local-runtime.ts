import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Alert } from '../alert-channel.ts';
import type { BlobStore } from '../blob-store.ts';
import type { HandlerOutcome } from '../define-consumer.ts';
import type { NamedConsumer } from '../discover-consumers.ts';
import { eventAlertChannel } from '../event-alert-channel.ts';
import type { EventBus } from '../event-bus.ts';
import { grantedBlobStore } from '../granted-blob-store.ts';
import type { Labeler } from '../labeler.ts';
import type { Surroundings } from '../ports.ts';
import { type Channels, noChannels } from './channels-schema.ts';
import { ownDataFolder } from './data-folder-owner.ts';
import { deadLetterQueue, openDurableQueues } from './durable-queues.ts';
import { openExclusiveLock } from './exclusive-lock.ts';
import { folderBlobStore } from './folder-blob-store.ts';
import { keepForgettingVisits } from './forget-visits.ts';
import { internalFolder } from './internal-folder.ts';
import { localAlerts } from './local-alerts.ts';
import { localBus } from './local-bus.ts';
import { localCameras } from './local-cameras.ts';
import { startLocalClock } from './local-clock.ts';
import { openLocalDatabase } from './local-database.ts';
import { localQueueName, uploadsQueue } from './local-queue-name.ts';
import { localTimers } from './local-timers.ts';
import { localUploads } from './local-uploads.ts';
import { notifyingBlobStore, queueStragglers } from './notifying-blob-store.ts';
import { openObjectMetadata } from './object-metadata.ts';
import { outboxChannel } from './outbox-channel.ts';
import { pathOfKey } from './path-of-key.ts';
import { startQueueWorker } from './queue-worker.ts';
import { openTakenFiles } from './taken-files.ts';

type LocalRuntimeOptions = Surroundings & {
  readonly dataFolder: string;
  readonly consumers: readonly NamedConsumer[];
  readonly createLabeler: (blobs: BlobStore) => Promise<Labeler>;
  readonly onOutcome: (consumer: string, outcome: HandlerOutcome) => void;
  readonly onAlert: (alert: Alert, key: string) => void;
  /** How people are told besides the outbox. */
  readonly channels?: Channels;
  /** How long a camera may send nothing; without it, only those with heartbeats are watched. */
  readonly silentAfterMinutes?: number | undefined;
  /** How long a failed message waits before its next attempt. */
  readonly retrySeconds: (receiveCount: number) => number;
};

export type LocalRuntime = {
  /** The bucket of this machine; what is put under `upload/` enters the pipeline. */
  readonly blobs: BlobStore;
  readonly events: EventBus;
  /** Which files of watched folders were put there. */
  readonly takenFiles: ReturnType<typeof openTakenFiles>;
  /**
   * Resolves when every queue is empty; what cannot be handled is among the dead letters then. What
   * waits for its time goes on waiting, unless a day that is over is gone through: then it is its end.
   */
  drained(): Promise<void>;
  deadLetters(): Promise<number>;
  close(): Promise<void>;
};

// As a redrive policy on AWS: five attempts, then the dead letters.
const maxReceiveCount = 5;
const drainCheckMilliseconds = 20;

/** Starts the pipeline on this machine: the same consumers, with durable queues and a folder. */
export async function startLocalRuntime(options: LocalRuntimeOptions): Promise<LocalRuntime> {
  const { consumers, settings, now, log } = options;
  const takers = consumers.filter(({ consumer }) => consumer.listensTo === 'uploads');
  if (takers.length !== 1) {
    const names = takers.map(({ name }) => name).join(', ') || 'none';
    throw new Error(`start the pipeline: one consumer must listen to uploads; there is ${names}`);
  }
  const internal = join(options.dataFolder, internalFolder);
  await mkdir(internal, { recursive: true, mode: 0o700 });
  const lock = openExclusiveLock(join(internal, 'lock'));
  const disown = ownDataFolder(join(internal, 'owner'), lock);
  // What a process that was killed had not finished writing.
  await rm(join(internal, 'tmp'), { recursive: true, force: true });

  const database = openLocalDatabase(join(internal, 'database'));
  const queues = openDurableQueues(database, now);
  const uploads = queues.queue(uploadsQueue);
  const metadata = openObjectMetadata(database);
  await metadata.prune((key) => !existsSync(join(options.dataFolder, pathOfKey(key))));
  const visits = keepForgettingVisits({ dataFolder: options.dataFolder, now, log });
  const folder = folderBlobStore({ folder: options.dataFolder, metadata, lock });
  const blobs = notifyingBlobStore(folder, uploads, settings.bucket);
  const labeler = await options.createLabeler(folder);
  const events = localBus(queues, consumers, now);
  const ports = {
    ...{ log, now, settings, labeler, events },
    alerts: localAlerts({
      channels: options.channels ?? noChannels,
      outbox: outboxChannel({ blobs: folder, onAlert: options.onAlert }),
      bus: eventAlertChannel({ events }),
      ...{ blobs: folder, now },
    }),
    cameras: localCameras(options),
    uploads: localUploads(uploads),
  };

  const workQueues = consumers.map((named) => {
    return { ...named, queue: queues.queue(localQueueName(named), { maxReceiveCount }) };
  });
  await queueStragglers(folder, uploads, settings.bucket);
  const workers = await Promise.all(
    workQueues.map(async ({ name, consumer, queue }) => {
      await queue.releaseInterrupted();
      const granted = grantedBlobStore(blobs, consumer.grants, settings.layout);
      const timers = localTimers(queue);
      return startQueueWorker({
        queue,
        handle: await consumer.start({ ...ports, blobs: granted, timers }),
        concurrency: consumer.concurrency,
        visibilitySeconds: 6 * consumer.timeoutSeconds,
        retrySeconds: options.retrySeconds,
        onOutcome: (outcome) => options.onOutcome(name, outcome),
        ...{ log, now },
      });
    }),
  );

  // A day that is over has no clock.
  const clock =
    settings.notifications.clock === 'capture'
      ? undefined
      : startLocalClock({
          queues: workQueues.flatMap(({ consumer, queue }) =>
            consumer.listensTo === 'clock' ? [queue] : [],
          ),
          ...{ now, log },
        });

  return { blobs, events, takenFiles: openTakenFiles(database), drained, deadLetters, close };

  async function drained(): Promise<void> {
    await clock?.sent();
    while ((await waiting()) > 0 || (await hurried()) > 0) await sleep(drainCheckMilliseconds);
  }

  async function hurried(): Promise<number> {
    if (settings.notifications.clock === 'arrival') return 0;
    const counts = await Promise.all(workQueues.map(({ queue }) => queue.hurry()));
    return counts.reduce((sum, count) => sum + count, 0);
  }

  async function waiting(): Promise<number> {
    const counts = await Promise.all(workQueues.map(({ queue }) => queue.counts()));
    return counts.reduce((sum, { visible, inFlight }) => sum + visible + inFlight, 0);
  }

  async function deadLetters(): Promise<number> {
    const counts = await Promise.all(
      workQueues.map(({ queue }) => queues.queue(deadLetterQueue(queue.name)).counts()),
    );
    return counts.reduce((sum, { visible }) => sum + visible, 0);
  }

  async function close(): Promise<void> {
    await clock?.stop();
    await visits.stop();
    await Promise.all(workers.map((worker) => worker.stop()));
    await labeler.close();
    await database.close();
    disown();
    await lock.close();
  }
}
