import { imageId } from '../../contracts/image-id.ts';
import type { Label } from '../../contracts/label.ts';
import { alarmListKey } from '../../contracts/object-key.ts';
import { formatS3Notification } from '../../contracts/s3-notification.ts';
import { formatTick } from '../../contracts/tick.ts';
import { formatWakeUp } from '../../contracts/wake-up.ts';
import type { Alert } from '../../runtime/alert-channel.ts';
import type { WatchedCamera } from '../../runtime/cameras.ts';
import type { HandleMessage, HandlerOutcome } from '../../runtime/define-consumer.ts';
import { discoverConsumers } from '../../runtime/discover-consumers.ts';
import { grantedBlobStore } from '../../runtime/granted-blob-store.ts';
import type { LabelerUnavailableError } from '../../runtime/labeler.ts';
import { localBus } from '../../runtime/local/local-bus.ts';
import type { Ports } from '../../runtime/ports.ts';
import { projectFile } from '../../runtime/project-file.ts';
import { readRecord } from '../../runtime/read-record.ts';
import { surroundings } from '../adapters/surroundings.ts';
import type { Decide, Fate } from './faulty.ts';
import { faultyPorts, type World } from './faulty-ports.ts';
import { type Message, memoryQueues } from './memory-queues.ts';
import type { FaultPicture } from './pictures.ts';
import { versionedStore } from './versioned-store.ts';

export type Upload = {
  readonly key: string;
  readonly picture: FaultPicture;
  readonly imageId: string;
};

type PipelineOptions = {
  /** What becomes of a call of a consumer; undefined: it does what it should. */
  readonly decide?: (consumer: string, call: string) => ReturnType<Decide>;
  /** Between 0 and 1: which message is next. */
  readonly random?: () => number;
  /** Whether the bucket tells versions, as on AWS; a folder has none. */
  readonly hasVersions?: boolean;
  /** Why the labeler answers nobody now; undefined: it answers. */
  readonly unavailable?: () => LabelerUnavailableError | undefined;
  /** After an alarm, further ones wait so long. */
  readonly cooldownSeconds?: number;
  readonly cameras?: readonly WatchedCamera[];
};

// As the queues wait until they give to another what somebody has not finished.
const visibilityMilliseconds = 180_000;

const person: Label = {
  ...{ name: 'Person', confidence: 90, parents: [], aliases: [], categories: [] },
  instances: [],
};

const consumers = await discoverConsumers(projectFile('services'));

/** The real handlers around a bucket and queues in memory; each consumer is a process that may die. */
export async function pipeline(options: PipelineOptions = {}) {
  const { decide, random = () => 0, hasVersions = true, cooldownSeconds = 0 } = options;
  const { cameras = [{ camera: 'garden' }] } = options;
  let instant = Date.parse('2026-11-20T13:02:20.000Z');
  const now = () => new Date(instant);
  const store = versionedStore(now, hasVersions);
  const queues = memoryQueues(now);
  const labelled: string[] = [];
  const paid: string[] = [];
  const told: string[] = [];
  const alerts: Alert[] = [];
  const uploads: Upload[] = [];
  const byEtag = new Map<string, FaultPicture>();
  const { settings, ...others } = surroundings();
  const notifications = {
    // Each alarm rings, however long it waited.
    ...{ ...settings.notifications, cooldownSeconds, perHour: 0, perDay: 0 },
    lateAfterMinutes: 1_000_000,
  };
  const common = { ...others, now, settings: { ...settings, notifications } };
  const processes = new Map<string, { handle: HandleMessage; isDead: () => boolean }>();
  const faults: Fate[] = [];
  const outcomes: { readonly consumer: string; readonly outcome: HandlerOutcome }[] = [];
  let faultsEnd = false;

  const world: Omit<World, 'timers'> = {
    blobs: store,
    phone: {
      send: async (alert) => {
        told.push(alert.id);
        alerts.push(alert);
        return 'sent';
      },
    },
    events: localBus(queues, consumers, now),
    labeler: {
      ...{ name: 'memory', alarmConfidence: 50 },
      label: async ({ etag }) => {
        labelled.push(etag);
        const reason = options.unavailable?.();
        if (reason !== undefined) throw reason;
        paid.push(etag);
        return byEtag.get(etag)?.kind === 'alarm' ? [person] : [];
      },
      close: async () => undefined,
    },
    cameras: { list: async () => cameras },
    uploads: {
      held: async () => queues.held('classifier'),
      tellAgain: (pictures) =>
        queues.sendAll(
          pictures.map((one) => ({ queue: 'classifier', body: formatS3Notification(one) })),
        ),
    },
  };
  await store.put(alarmListKey, Buffer.from('Person,People,Alarm,50\n'));

  return {
    ...{ store, queues, uploads, labelled, paid, told, alerts, faults, outcomes },
    ...{ now, common, events: world.events, lines: others.lines },
    upload,
    /** A message that was in a queue before comes once more. */
    again: (number: number) =>
      queues.sendAll(queues.sent.slice(number % Math.max(1, queues.sent.length)).slice(0, 1)),
    /** Time passes, and nothing happens. */
    wait: (milliseconds: number) => {
      instant += milliseconds;
    },
    /** The events of all records are sent again to those who tell nobody. */
    replay,
    /** The clock wakes a consumer. */
    wake: (queue: string) =>
      queues.sendAll([{ queue, body: formatTick({ schemaVersion: 1, at: now().toISOString() }) }]),
    /** Everything that somebody else of the pipeline's uses, whose calls may fail, too. */
    portsOf: (name: string) => portsFor(name).ports,
    deliver,
    /** Has one message of a consumer handled before those of the others; false when there is none. */
    deliverTo: async (consumer: string) => {
      const message = queues.takeFrom(consumer);
      if (message === undefined) return false;
      await handle(message);
      return true;
    },
    deliverAll,
    settle,
    /** A process of a consumer, for messages that come another way. */
    handlerOf: async (consumer: string): Promise<HandleMessage> => (await start(consumer)).handle,
    endFaults: () => {
      faultsEnd = true;
    },
  };

  /** A camera puts a picture into the bucket, and the bucket tells of it. */
  async function upload(
    key: string,
    picture: FaultPicture,
    metadata: Readonly<Record<string, string>> = {},
  ): Promise<Upload> {
    await store.put(key, picture.bytes, { metadata });
    const stored = await store.get(key);
    const { versionId, etag = '' } = stored ?? {};
    byEtag.set(etag, picture);
    const object = {
      ...{ bucket: settings.bucket, key, etag, sizeBytes: picture.bytes.length },
      ...(hasVersions && versionId !== undefined ? { versionId } : {}),
    };
    const uploaded = { key, picture, imageId: imageId(object) };
    uploads.push(uploaded);
    await queues.sendAll([{ queue: 'classifier', body: formatS3Notification(object) }]);
    return uploaded;
  }

  async function replay(): Promise<void> {
    const silent = consumers.filter(({ consumer }) => !consumer.needs.includes('alerts'));
    const keys = store.keys().filter((key) => key.startsWith('records/'));
    const records = await Promise.all(keys.map((key) => readRecord(store, key)));
    const events = records.flatMap((record) => record?.event ?? []);
    await localBus(queues, silent, now).publish(events);
  }

  /** Has one message handled; false when there is none. */
  async function deliver(): Promise<boolean> {
    const message = queues.take(random());
    if (message === undefined) return false;
    await handle(message);
    return true;
  }

  /** Has all that is there handled at the same time; tells what could not be handled. */
  async function deliverAll(): Promise<readonly unknown[]> {
    const messages: Message[] = [];
    for (let next = queues.take(0); next !== undefined; next = queues.take(0)) messages.push(next);
    // A process each, as on AWS.
    const started = await Promise.all(messages.map(({ queue }) => start(queue)));
    const handled = await Promise.allSettled(
      messages.map(({ body }, number) => started[number]?.handle(body)),
    );
    return handled.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
  }

  async function handle(message: Message): Promise<void> {
    const process = processes.get(message.queue) ?? (await start(message.queue));
    try {
      for (const outcome of await process.handle(message.body)) {
        outcomes.push({ consumer: message.queue, outcome });
      }
      if (process.isDead()) giveBack(message);
    } catch {
      giveBack(message);
    }
    if (process.isDead()) processes.delete(message.queue);
  }

  function giveBack(message: Message): void {
    queues.giveBack(message);
    instant += visibilityMilliseconds;
  }

  /** Has everything handled that is there, and then what waits for its time. */
  async function settle(): Promise<void> {
    for (let round = 0; round < 10_000; round += 1) {
      if (await deliver()) continue;
      const dueAt = queues.nextDue();
      if (dueAt === undefined) return;
      instant = Math.max(instant, dueAt);
    }
    throw new Error('settle: it never comes to rest');
  }

  async function start(name: string) {
    const found = consumers.find((one) => one.name === name);
    if (found === undefined) throw new Error(`start ${name}: there is no such consumer`);
    const { consumer } = found;
    const { isDead, ports } = portsFor(name);
    const blobs = grantedBlobStore(ports.blobs, consumer.grants, settings.layout);
    const handle = await consumer.start({ ...common, ...ports, blobs });
    const process = { handle, isDead };
    processes.set(name, process);
    return process;
  }

  function portsFor(name: string): ReturnType<typeof faultyPorts> {
    const later: Ports['timers']['later'] = (wakeUp, seconds) =>
      queues.sendLater(name, formatWakeUp(wakeUp), seconds);
    const decideCall: Decide = (call) => {
      const fate = faultsEnd ? undefined : decide?.(name, call);
      if (typeof fate === 'string') faults.push(fate);
      return fate;
    };
    return faultyPorts({ ...world, timers: { later } }, { decide: decideCall, now });
  }
}

export type Pipeline = Awaited<ReturnType<typeof pipeline>>;
