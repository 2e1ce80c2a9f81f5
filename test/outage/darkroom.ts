import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { onTestFinished } from 'vitest';
import type { DomainEvent } from '../../contracts/image-event.ts';
import { type ImageRecord, ImageRecordSchema } from '../../contracts/image-record.ts';
import type { Label } from '../../contracts/label.ts';
import {
  type LabelerOutage,
  LabelerOutageSchema,
  labelerUp,
} from '../../contracts/labeler-outage.ts';
import { alarmListKey, uploadKey } from '../../contracts/object-key.ts';
import { formatS3Notification } from '../../contracts/s3-notification.ts';
import { labelerOutageKey } from '../../contracts/state-key.ts';
import type { BlobStore } from '../../runtime/blob-store.ts';
import type { HandlerOutcome } from '../../runtime/define-consumer.ts';
import { grantedBlobStore } from '../../runtime/granted-blob-store.ts';
import { LabelerUnavailableError } from '../../runtime/labeler.ts';
import type { LabelingPolicy } from '../../runtime/labeling-policy.ts';
import { deadLetterQueue, openDurableQueues } from '../../runtime/local/durable-queues.ts';
import { openLocalDatabase } from '../../runtime/local/local-database.ts';
import { localTimers } from '../../runtime/local/local-timers.ts';
import type { Ports } from '../../runtime/ports.ts';
import type { Timers } from '../../runtime/timers.ts';
import consumer from '../../services/classifier/consumer.ts';
import { surroundings } from '../adapters/surroundings.ts';
import { temporaryStore } from '../adapters/temporary-store.ts';
import { drawPicture } from '../draw-picture.ts';

/** What a classifier is made of; a test may put something in between. */
export type Outside = {
  readonly blobs: BlobStore;
  readonly timers: Timers;
  readonly publish: (events: readonly DomainEvent[]) => Promise<void>;
  readonly label: (key: string) => Promise<readonly Label[]>;
};

export type Process = (body: string) => Promise<readonly HandlerOutcome[]>;

const person: Label = {
  ...{ name: 'Person', confidence: 90 },
  ...{ instances: [], parents: [], aliases: [], categories: [] },
};

const visibilitySeconds = 180;
const begin = Date.parse('2026-11-20T13:00:00.000Z');

/** Throws as a labeler does that answers nobody. */
export function unavailable(reason: LabelerUnavailableError['reason'] = 'throttled'): never {
  throw new LabelerUnavailableError('label image', { reason, cause: undefined });
}

/** Classifiers with their store and their queue, a labeler that a test may switch off, and a clock. */
export async function darkroom(labeling: Partial<LabelingPolicy> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'intellicam-darkroom-'));
  const store = await temporaryStore();
  const database = openLocalDatabase(join(folder, 'database'));
  onTestFinished(async () => {
    await Promise.all([store.close(), database.close()]);
    await rm(folder, { recursive: true });
  });
  const picture = await drawPicture(1);
  await store.blobs.put(alarmListKey, Buffer.from('Person,People,Alarm\n'));
  let seconds = 0;
  const now = () => new Date(begin + seconds * 1000);
  const queues = openDurableQueues(database, now);
  const queue = queues.queue('uploads', { maxReceiveCount: 5 });
  const { settings, lines, ...others } = surroundings();
  const events: DomainEvent[] = [];
  const outcomes: HandlerOutcome[] = [];
  const labelled: string[] = [];
  const notifications: string[] = [];
  const labeler = { answer: (_key: string): readonly Label[] => [person] };
  const whole: Outside = {
    blobs: grantedBlobStore(store.blobs, consumer.grants, settings.layout),
    timers: localTimers(queue),
    publish: async (published) => {
      events.push(...published);
    },
    label: async (key) => {
      labelled.push(key);
      return labeler.answer(key);
    },
  };

  return {
    ...{ start, upload, tellAgain, messages, workOff, pass, now, records, outage, deadLetters },
    ...{ events, outcomes, labelled, labeler, lines, blobs: store.blobs },
    /** As people hear of it: once under each name. */
    news: () => {
      const told = events.filter(({ type }) => type.startsWith('Labeling'));
      const nameOf = ({ type, detail }: DomainEvent) => `${type} ${detail.correlationId}`;
      return [...new Map(told.map((event) => [nameOf(event), event])).values()];
    },
    waiting: async () => {
      const { visible, inFlight } = await queue.counts();
      return visible + inFlight > 0 || queue.nextVisibleAt() !== undefined;
    },
  };

  /** Starts a process; nothing that another one knew is left but what was stored. */
  function start(outside: (whole: Outside) => Outside = (same) => same): Promise<Process> {
    const { label, publish, ...rest } = outside(whole);
    const ports = {
      ...{ ...others, ...rest, now, events: { publish } },
      settings: { ...settings, labeling: { ...settings.labeling, ...labeling } },
      labeler: {
        ...{ name: 'test', alarmConfidence: 50, close: async () => undefined },
        label: ({ key }: { readonly key: string }) => label(key),
      },
    };
    // The classifier needs no other.
    return consumer.start(ports as typeof ports & Ports);
  }

  /** A camera's picture, and S3's word for it in the classifier's queue. */
  async function upload(name: string): Promise<void> {
    const taken = now().toISOString().slice(0, 19).replaceAll(/[-:T]/g, '');
    const key = uploadKey('garden', `${name}-${taken}Z.jpg`);
    const stored = await store.blobs.put(key, picture);
    if (stored.outcome !== 'stored') throw new Error(`${key} was not stored`);
    const object = { bucket: 'pictures', key, etag: stored.etag, sizeBytes: picture.length };
    notifications.push(formatS3Notification(object));
    await queue.send(notifications.slice(-1));
  }

  /** S3's words for all pictures, once more. */
  function tellAgain(): Promise<void> {
    return queue.send(notifications);
  }

  /** How many messages there are, whenever they may be received. */
  async function messages(): Promise<number> {
    const { visible, inFlight } = await queue.counts();
    return visible + inFlight + (await queue.hurry());
  }

  function pass(more: number): void {
    seconds += more;
  }

  /** Has processes handle what may be received now, side by side; rejects when one dies. */
  async function workOff(...processes: readonly Process[]): Promise<void> {
    await Promise.all(
      processes.map(async (handle) => {
        for (;;) {
          const [delivery] = await queue.receive({ max: 1, visibilitySeconds });
          if (delivery === undefined) return;
          try {
            outcomes.push(...(await handle(delivery.body)));
            await queue.delete(delivery.receipt);
          } catch (error) {
            if (isDeath(error)) throw error;
          }
        }
      }),
    );
  }

  async function records(): Promise<readonly ImageRecord[]> {
    const found: ImageRecord[] = [];
    for await (const { key } of store.blobs.list('records/')) {
      found.push(v.parse(ImageRecordSchema, await json(key)));
    }
    return found;
  }

  async function outage(): Promise<LabelerOutage> {
    const found = await json(labelerOutageKey);
    return found === undefined ? labelerUp : v.parse(LabelerOutageSchema, found);
  }

  async function json(key: string): Promise<unknown> {
    const blob = await store.blobs.get(key);
    return blob && JSON.parse(Buffer.from(blob.bytes).toString());
  }

  async function deadLetters(): Promise<number> {
    return (await queues.queue(deadLetterQueue('uploads')).counts()).visible;
  }
}

/** Whether a process has ended, and not just failed. */
export function isDeath(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error.name === 'Death' || (error.cause !== undefined && isDeath(error.cause));
}
