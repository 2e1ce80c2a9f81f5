import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { noIncidents } from '../../contracts/camera-incidents.ts';
import { consumerStateKey } from '../../contracts/consumer-state.ts';
import { eventExamples } from '../../contracts/event-example.ts';
import { type GalleryEntry, galleryEntry } from '../../contracts/gallery-index.ts';
import { galleryDayKey, galleryShardKey } from '../../contracts/gallery-key.ts';
import type { ImageEvent } from '../../contracts/image-event.ts';
import { cameraHeartbeatKey, incidentsKey, watchKey } from '../../contracts/state-key.ts';
import type { Alert } from '../../runtime/alert-channel.ts';
import type { BlobStore } from '../../runtime/blob-store.ts';
import { grantedBlobStore } from '../../runtime/granted-blob-store.ts';
import type { NotificationPolicy } from '../../runtime/notification-policy.ts';
import { surroundings } from '../../test/adapters/surroundings.ts';
import { type TemporaryStore, temporaryStore } from '../../test/adapters/temporary-store.ts';
import consumer from './consumer.ts';
import { createHandle } from './handle.ts';

const day = '2026-11-19';

type Start = {
  readonly summaryHour?: NotificationPolicy['summaryHour'];
  readonly region?: string;
  readonly timeZone?: string;
};

describe('the reporter', () => {
  let store: TemporaryStore;
  beforeEach(async () => {
    store = await temporaryStore();
  });
  afterEach(() => store.close());

  function put(key: string, content: object | string): Promise<unknown> {
    const text = typeof content === 'string' ? content : JSON.stringify(content);
    return store.blobs.put(key, Buffer.from(text));
  }

  function reporter(
    { summaryHour = 8, timeZone = 'Europe/Berlin', ...more }: Start = {},
    wrap = (blobs: BlobStore) => blobs,
  ) {
    const { settings, log, lines } = surroundings();
    const sent: Alert[] = [];
    let now = new Date(0);
    const handle = createHandle({
      ...{ log, now: () => now },
      settings: {
        ...{ ...settings, ...more, timeZone },
        notifications: { ...settings.notifications, summaryHour },
      },
      blobs: grantedBlobStore(wrap(store.blobs), consumer.grants, settings.layout),
      cameras: { list: async () => [{ camera: 'door' }, { camera: 'garden' }] },
      alerts: {
        channels: ['mail'],
        send: async (alert) => {
          const isKnown = sent.some(({ id }) => id === alert.id);
          if (!isKnown) sent.push(alert);
          return [{ channel: 'mail', state: isKnown ? 'duplicate' : 'sent' }];
        },
      },
    });
    return { sent, lines, tick };

    function tick(instant: string) {
      now = new Date(instant);
      return handle({ schemaVersion: 1, at: instant });
    }
  }

  /** Lists pictures of one camera and hour in the gallery, as the thumbnailer does. */
  async function list(hour: string, ...events: readonly ImageEvent[]): Promise<void> {
    const entries = events.map((event, n): GalleryEntry => {
      const key = `gallery/thumbs/garden/${day}/${hour}-${n}.jpg`;
      const thumbnail = { key, width: 320, height: 240, partial: false };
      const imageId = `${hour}-${n}`;
      return { ...galleryEntry(event, { recordKey: 'r', thumbnail }), imageId };
    });
    const shard = { day, hour, camera: 'garden' };
    const keyed = Object.fromEntries(entries.map((entry) => [entry.imageId, entry]));
    await put(galleryShardKey(shard), { schemaVersion: 1, entries: keyed });
    await put(galleryDayKey(day), { schemaVersion: 1, shards: [shard] });
    await put(`gallery/thumbs/garden/${day}/${hour}-0.jpg`, 'thumbnail');
  }

  const alarm: ImageEvent = eventExamples.ImageClassified;
  const quiet: ImageEvent = {
    type: 'ImageClassified',
    detail: { ...eventExamples.ImageClassified.detail, outcome: 'quiet', matches: [] },
  };

  it('tells once a day, from the hour on, of the day before', async () => {
    await list('14', alarm, alarm, quiet, eventExamples.ImageRejected);
    const { sent, tick } = reporter();
    expect(await tick('2026-11-20T06:59:00Z')).toEqual({ outcome: 'looked', reason: 'too-early' });
    expect(await tick('2026-11-20T07:00:00Z')).toEqual({ outcome: 'sent', summaryOf: day });
    expect(await tick('2026-11-20T07:15:00Z')).toMatchObject({ reason: 'told-today' });
    expect(sent).toMatchObject([{ id: `summary-${day}`, capturedAt: '2026-11-20T07:00:00.000Z' }]);
    expect(sent[0]?.text).toContain('Yesterday: 2 alarms, 1 quiet picture, 1 unreadable.');
    expect(sent[0]?.text).toContain('garden  2  Person 2');
    expect(sent[0]?.text).toContain('1  the picture ends before its header does');
    // The other's thumbnail has gone.
    expect(sent[0]?.pictures).toMatchObject([{ contentId: 'alarm-1' }]);
  });

  it('tells when it is back, on the same day, if it was off at that hour', async () => {
    await list('14', alarm);
    const { sent, tick } = reporter();
    await tick('2026-11-20T21:30:00Z');
    await tick('2026-11-20T22:30:00Z');
    expect(sent).toHaveLength(1);
    await tick('2026-11-22T20:00:00Z');
    // Of the day that nobody told of, nobody is told two days later.
    expect(sent.map(({ id }) => id)).toEqual([`summary-${day}`, 'summary-2026-11-21']);
    expect(sent[1]?.text).toMatch(/^Nothing happened yesterday\./);
  });

  it.each([
    ['in spring, when the hour is skipped', '2026-03-29', ['00:45', '01:00', '01:15', '02:00']],
    ['in autumn, when the hour comes twice', '2026-10-25', ['00:00', '00:15', '01:00', '01:15']],
  ])('tells once %s', async (_, today, times) => {
    const { sent, tick } = reporter({ summaryHour: 2 });
    await tick(new Date(Date.parse(`${today}T12:00:00Z`) - 24 * 3_600_000).toISOString());
    expect(sent).toEqual([]);
    for (const time of times) await tick(`${today}T${time}:00Z`);
    expect(sent).toHaveLength(1);
  });

  it('says nothing of the day before its first', async () => {
    const { sent, tick } = reporter();
    expect(await tick('2026-11-20T12:00:00Z')).toMatchObject({ reason: 'first-day' });
    await tick('2026-11-21T12:00:00Z');
    expect(sent.map(({ id }) => id)).toEqual(['summary-2026-11-20']);
  });

  it('says nothing at all to who does not want it, and reads nothing', async () => {
    const { sent, tick } = reporter({ summaryHour: 'off' }, (blobs) => ({
      ...blobs,
      get: () => Promise.reject(new Error('nobody may read')),
    }));
    expect(await tick('2026-11-20T12:00:00Z')).toMatchObject({ outcome: 'looked' });
    expect(sent).toEqual([]);
  });

  it('notes as a day begins what nobody could say later', async () => {
    await list('14', alarm);
    const beat = (leftOut: number) => ({
      ...{ camera: 'garden', at: '2026-11-19T10:00:00Z', sent: leftOut, leftOut },
    });
    const { sent, tick } = reporter();
    await put(cameraHeartbeatKey('garden'), beat(5));
    await tick('2026-11-18T23:05:00Z');
    await put(cameraHeartbeatKey('garden'), beat(36));
    const ringing = { state: 'sent', at: '2026-11-19T10:00:00Z' } as const;
    const held = { state: 'held', at: '2026-11-19T10:00:02Z', reason: 'same-visit' } as const;
    const pictures = [ringing, held].map((delivery, n) => ({
      ...{ imageId: `p${n}`, capturedAt: '2026-11-19T10:00:00Z', labels: ['Person'] },
      ...{ severity: 'alarm', delivery },
    }));
    const incident = { id: 'p0', from: '', to: '', motionEvents: [], pictures };
    const times = { from: '2026-11-19T10:00:00Z', to: '2026-11-19T10:00:02Z' };
    await put(incidentsKey('garden'), {
      ...noIncidents,
      ...{ incidents: [{ ...incident, ...times }] },
      rings: ['2026-11-18T22:59:00Z', '2026-11-19T10:00:00Z'],
    });
    await tick('2026-11-19T23:05:00Z');
    // By the morning more has come together, and the incidents are forgotten.
    await put(cameraHeartbeatKey('garden'), beat(90));
    await put(incidentsKey('garden'), noIncidents);
    await tick('2026-11-20T07:00:00Z');
    const text = sent.at(-1)?.text;
    expect(text).toContain('garden  31 left out of long events');
    expect(text).toContain('1 alarm rang, 1 was held back.');
  });

  it('says which camera is silent, and what the day cost where pictures cost something', async () => {
    await list('14', alarm, quiet);
    const lastSignAt = '2026-11-19T22:10:00Z';
    const since = '2026-11-19T22:50:00Z';
    await put(watchKey('door'), {
      ...{ schemaVersion: 1, state: 'silent', lastSignAt, since, told: true },
    });
    await put(watchKey('garden'), { schemaVersion: 1, state: 'alive', lastSignAt });
    const { sent, tick } = reporter({ region: 'eu-west-1' });
    await tick('2026-11-20T07:00:00Z');
    expect(sent[0]?.text).toContain('The camera door has been silent since 23:10 on 19 Nov 2026.');
    expect(sent[0]?.text).toContain('1 camera is well.');
    expect(sent[0]?.text).toContain('cost less than a cent');
  });

  it('leaves out what cannot be read, and says so in the log', async () => {
    await list('14', alarm);
    await put(watchKey('door'), 'nonsense');
    await put(galleryShardKey({ day, hour: '14', camera: 'garden' }), '{');
    const { sent, lines, tick } = reporter();
    await tick('2026-11-20T07:00:00Z');
    expect(sent).toHaveLength(1);
    expect(lines.map(({ level }) => level)).toEqual(['warn', 'warn']);
  });

  it('begins anew when its notes cannot be read, and sends no summary twice', async () => {
    await list('14', alarm);
    const { sent, tick } = reporter();
    await tick('2026-11-20T07:00:00Z');
    await put(consumerStateKey('reporter', 'notes.json'), 'nonsense');
    expect(await tick('2026-11-20T07:15:00Z')).toMatchObject({ outcome: 'duplicate' });
    expect(sent).toHaveLength(1);
  });

  it('sends it again, under the same name, when nobody knows whether it was sent', async () => {
    await list('14', alarm);
    let isBroken = true;
    const { sent, tick } = reporter({}, (blobs) => ({
      ...blobs,
      put: (...args) => {
        if (sent.length > 0 && isBroken) return Promise.reject(new Error('throttled'));
        return blobs.put(...args);
      },
    }));
    await expect(tick('2026-11-20T07:00:00Z')).rejects.toThrow('throttled');
    isBroken = false;
    expect(await tick('2026-11-20T07:15:00Z')).toMatchObject({ outcome: 'duplicate' });
    expect(await tick('2026-11-20T07:30:00Z')).toMatchObject({ reason: 'told-today' });
  });

  it('asks for one object at most ticks', async () => {
    await list('14', alarm);
    const asked: string[] = [];
    const { tick } = reporter({}, (blobs) => ({
      ...blobs,
      get: (key) => {
        asked.push(key);
        return blobs.get(key);
      },
    }));
    await tick('2026-11-20T07:00:00Z');
    asked.length = 0;
    await tick('2026-11-20T07:15:00Z');
    expect(asked).toEqual([consumerStateKey('reporter', 'notes.json')]);
  });
});
