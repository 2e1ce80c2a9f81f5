import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { onTestFinished } from 'vitest';
import { CameraIncidentsSchema } from '../../contracts/camera-incidents.ts';
import { eventExamples } from '../../contracts/event-example.ts';
import {
  eventSource,
  type ImageClassified,
  type ImageRejected,
} from '../../contracts/image-event.ts';
import { incidentsKey } from '../../contracts/state-key.ts';
import type { Alert } from '../../runtime/alert-channel.ts';
import { type Alerts, alertsOver } from '../../runtime/alerts.ts';
import type { BlobStore } from '../../runtime/blob-store.ts';
import { grantedBlobStore } from '../../runtime/granted-blob-store.ts';
import { deadLetterQueue, openDurableQueues } from '../../runtime/local/durable-queues.ts';
import { openLocalDatabase } from '../../runtime/local/local-database.ts';
import { localTimers } from '../../runtime/local/local-timers.ts';
import { outboxChannel } from '../../runtime/local/outbox-channel.ts';
import {
  defaultNotificationPolicy,
  type NotificationPolicy,
} from '../../runtime/notification-policy.ts';
import type { Ports } from '../../runtime/ports.ts';
import type { Timers } from '../../runtime/timers.ts';
import consumer from '../../services/notifier/consumer.ts';
import { surroundings } from '../adapters/surroundings.ts';
import { temporaryStore } from '../adapters/temporary-store.ts';
import { after } from './notified.ts';

/** What a notifier process is made of; a test may put something in between. */
export type Outside = {
  readonly blobs: BlobStore;
  readonly alerts: Alerts;
  readonly timers: Timers;
};

type PhoneOptions = { readonly policy?: Partial<NotificationPolicy> };

const visibilitySeconds = 180;

/** An owner's phone: the notifier with its store, its queue and its outbox, on a clock of its own. */
export async function phone({ policy }: PhoneOptions = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'intellicam-phone-'));
  const store = await temporaryStore();
  const database = openLocalDatabase(join(folder, 'database'));
  onTestFinished(async () => {
    await Promise.all([store.close(), database.close()]);
    await rm(folder, { recursive: true });
  });
  let seconds = 0;
  const now = () => after(seconds);
  const queues = openDurableQueues(database, now);
  const queue = queues.queue('notifier', { maxReceiveCount: 5 });
  const alerts: Alert[] = [];
  const outbox = outboxChannel({ blobs: store.blobs, onAlert: (alert) => alerts.push(alert) });
  const { settings, lines, ...others } = surroundings();
  const granted = grantedBlobStore(store.blobs, consumer.grants, settings.layout);
  const whole: Outside = {
    blobs: granted,
    alerts: alertsOver({ channels: { outbox } }),
    timers: localTimers(queue),
  };

  return {
    start,
    send,
    reject,
    pass,
    workOff,
    now,
    alerts,
    lines,
    blobs: store.blobs,
    remembered,
    deadLetters,
  };

  /** Starts a process; nothing that another one knew is left but what was stored. */
  function start(outside: (whole: Outside) => Outside = (same) => same) {
    const notifications = { ...defaultNotificationPolicy, ...policy };
    const ports = { ...others, now, settings: { ...settings, notifications }, ...outside(whole) };
    // The notifier needs no other.
    return consumer.start(ports as typeof ports & Ports);
  }

  /** The classifier's word for an alarm, in the notifier's queue. */
  function send(...alarms: readonly Partial<ImageClassified>[]): Promise<void> {
    const example = eventExamples.ImageClassified.detail;
    return queue.send(
      alarms.map((alarm) => {
        const { motionEvent: _, ...detail } = { ...example, ...alarm };
        return JSON.stringify({
          ...{ source: eventSource, 'detail-type': 'ImageClassified' },
          detail: alarm.motionEvent === undefined ? detail : { ...detail, ...alarm },
        });
      }),
    );
  }

  /** The classifier's word for pictures that cannot be read. */
  function reject(...rejections: readonly Partial<ImageRejected>[]): Promise<void> {
    const { type, detail } = eventExamples.ImageRejected;
    return queue.send(
      rejections.map((rejection) =>
        JSON.stringify({
          ...{ source: eventSource, 'detail-type': type },
          detail: { ...detail, ...rejection },
        }),
      ),
    );
  }

  function pass(more: number): void {
    seconds += more;
  }

  /** Has processes handle what may be received now, side by side; rejects when one dies. */
  async function workOff(...handles: readonly Awaited<ReturnType<typeof start>>[]): Promise<void> {
    await Promise.all(
      handles.map(async (handle) => {
        for (;;) {
          const [delivery] = await queue.receive({ max: 1, visibilitySeconds });
          if (delivery === undefined) return;
          await handle(delivery.body);
          await queue.delete(delivery.receipt);
        }
      }),
    );
  }

  async function remembered(camera = 'garden') {
    const blob = await store.blobs.get(incidentsKey(camera));
    return v.parse(CameraIncidentsSchema, JSON.parse(Buffer.from(blob?.bytes ?? []).toString()));
  }

  async function deadLetters(): Promise<number> {
    return (await queues.queue(deadLetterQueue('notifier')).counts()).visible;
  }
}

/** Alarms of one visit, one each two seconds. */
export function visit(
  camera: string,
  count: number,
  from = 0,
): readonly Partial<ImageClassified>[] {
  return Array.from({ length: count }, (_, n) => ({
    ...{ camera, imageId: `${camera}-${from + n}` },
    capturedAt: after(2 * (from + n)).toISOString(),
  }));
}
