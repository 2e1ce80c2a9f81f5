import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DomainEvent } from '../../contracts/image-event.ts';
import { recordKey, uploadKey } from '../../contracts/object-key.ts';
import { cameraHeartbeatKey, cameraSnapshotKey, watchKey } from '../../contracts/state-key.ts';
import type { BlobStore } from '../../runtime/blob-store.ts';
import type { WatchedCamera } from '../../runtime/cameras.ts';
import { grantedBlobStore } from '../../runtime/granted-blob-store.ts';
import { surroundings } from '../../test/adapters/surroundings.ts';
import { type TemporaryStore, temporaryStore } from '../../test/adapters/temporary-store.ts';
import consumer from './consumer.ts';
import { createHandle } from './handle.ts';

const start = Date.parse('2026-11-20T22:50:00.000Z');
const at = (minutes: number) => new Date(start + minutes * 60_000);

describe('the watchman', () => {
  let store: TemporaryStore;
  beforeEach(async () => {
    store = await temporaryStore();
  });
  afterEach(() => store.close());

  /** Puts an object as if it had been stored at that minute. */
  async function put(key: string, minutes: number, content: object = {}): Promise<void> {
    await store.blobs.put(key, Buffer.from(JSON.stringify(content)));
    await utimes(join(store.folder, key), at(minutes), at(minutes));
  }

  function beat(camera: string, minutes: number, more: object = {}): Promise<void> {
    // What it says of the time may be wrong.
    const heartbeat = { camera, at: '2031-01-01T00:00:00.000Z', ...more };
    return put(cameraHeartbeatKey(camera), minutes, heartbeat);
  }

  function watchman(cameras: readonly WatchedCamera[], wrap = (blobs: BlobStore) => blobs) {
    const events: DomainEvent[] = [];
    const { lines, settings, log } = surroundings();
    let minutes = 0;
    let busFails = false;
    const calls: string[] = [];
    const counting: BlobStore = {
      ...store.blobs,
      get: (key) => {
        calls.push(`get ${key}`);
        return store.blobs.get(key);
      },
      put: (key, ...rest) => {
        calls.push(`put ${key}`);
        return store.blobs.put(key, ...rest);
      },
      list: (prefix) => {
        calls.push(`list ${prefix}`);
        return store.blobs.list(prefix);
      },
    };
    const handle = createHandle({
      ...{ settings, log, now: () => at(minutes) },
      blobs: grantedBlobStore(wrap(counting), consumer.grants, settings.layout),
      cameras: { list: async () => cameras },
      events: {
        publish: async (published) => {
          if (busFails) throw new Error('the bus is down');
          events.push(...published);
        },
      },
    });
    return { events, lines, calls, tick, failing };

    function tick(now: number, sentAt = now) {
      minutes = now;
      return handle({ schemaVersion: 1, at: at(sentAt).toISOString() });
    }

    function failing(fails: boolean): void {
      busFails = fails;
    }
  }

  it('tells once that a camera is silent, and once that it is back', async () => {
    await beat('garden', 0);
    const { tick, events } = watchman([{ camera: 'garden' }]);
    for (const minutes of [0, 25, 30])
      expect(await tick(minutes)).toMatchObject({ outcome: 'looked' });
    expect(events).toEqual([]);
    expect(await tick(35)).toMatchObject({ told: ['CameraSilent garden'] });
    await tick(40);
    expect(events).toMatchObject([
      {
        type: 'CameraSilent',
        detail: { camera: 'garden', lastSignAt: at(0).toISOString(), silentSinceMinutes: 35 },
      },
    ]);
    await beat('garden', 130);
    for (const minutes of [132, 137]) await tick(minutes);
    expect(events.slice(1)).toMatchObject([
      {
        type: 'CameraRecovered',
        detail: {
          ...{ camera: 'garden', silentForMinutes: 130, silentSince: at(0).toISOString() },
          ...{ lastSignAt: at(130).toISOString() },
          correlationId: events[0]?.detail.correlationId,
        },
      },
    ]);
  });

  it('takes each camera for itself, each with its own limit', async () => {
    for (const camera of ['garden', 'door', 'attic']) await beat(camera, 0);
    const { tick, events } = watchman([
      { camera: 'garden' },
      { camera: 'door', silentAfterMinutes: 60 },
      { camera: 'attic', silentAfterMinutes: 10 },
    ]);
    for (let minutes = 0; minutes <= 45; minutes += 5) await tick(minutes);
    const silent = () => events.map(({ detail }) => 'camera' in detail && detail.camera);
    expect(silent()).toEqual(['attic', 'garden']);
    for (let minutes = 50; minutes <= 90; minutes += 5) await tick(minutes);
    expect(silent()).toEqual(['attic', 'garden', 'door']);
  });

  it('leaves alone a camera that only sends pictures, unless it has a limit', async () => {
    await put(recordKey('garden', '2026-11-20', 'a'), 0);
    const alone = watchman([{ camera: 'garden' }]);
    for (const minutes of [0, 300, 305]) await alone.tick(minutes);
    expect(alone.events).toEqual([]);
    expect(alone.calls.filter((call) => /^(list|put)/.test(call))).toEqual([]);
    const { tick, events } = watchman([{ camera: 'garden', silentAfterMinutes: 20 }]);
    for (const minutes of [0, 20, 25]) await tick(minutes);
    expect(events.map(({ type }) => type)).toEqual(['CameraSilent']);
  });

  // Midnight in Berlin is ten minutes after the start.
  it.each([
    ['a picture of today', recordKey('garden', '2026-11-21', 'a')],
    ['a picture of yesterday, within its limit', recordKey('garden', '2026-11-20', 'a')],
    ['a picture that waits to be judged', uploadKey('garden', 'a.jpg')],
    ['a snapshot', cameraSnapshotKey('garden')],
  ])('takes %s for a sign of life', async (_, key) => {
    await beat('garden', -600);
    await put(key, 5);
    const { tick, events } = watchman([{ camera: 'garden', silentAfterMinutes: 60 }]);
    for (const minutes of [30, 35, 64]) await tick(minutes);
    expect(events).toEqual([]);
    for (const minutes of [65, 70]) await tick(minutes);
    expect(events).toMatchObject([{ detail: { lastSignAt: at(5).toISOString() } }]);
  });

  it('is not deceived by a heartbeat out of the future', async () => {
    await beat('garden', 10_000);
    await put(uploadKey('garden', 'a.jpg'), 0);
    const { tick, events } = watchman([{ camera: 'garden' }]);
    for (const minutes of [0, 30, 35]) await tick(minutes);
    expect(events).toMatchObject([{ type: 'CameraSilent' }]);
  });

  it('looks no further than what it remembers while a camera is surely alive', async () => {
    await beat('garden', 0);
    const { tick, calls } = watchman([{ camera: 'garden' }]);
    await tick(1);
    expect(calls).toContain(`put ${watchKey('garden')}`);
    calls.length = 0;
    await tick(6);
    expect(calls).toEqual([`get ${watchKey('garden')}`]);
  });

  it('tells a camera that was told to stop apart', async () => {
    await beat('garden', 0, { stopping: true });
    const { tick, events } = watchman([{ camera: 'garden' }]);
    for (const minutes of [30, 35]) await tick(minutes);
    expect(events).toMatchObject([{ detail: { toldToStop: true } }]);
  });

  it('tells again, under the same name, what it may not have told', async () => {
    await beat('garden', 0);
    const { tick, events, failing } = watchman([{ camera: 'garden' }]);
    await tick(30);
    failing(true);
    await expect(tick(35)).rejects.toThrow('look after the cameras');
    failing(false);
    await tick(36);
    await tick(41);
    expect(events).toMatchObject([{ type: 'CameraSilent' }]);
    const other = watchman([{ camera: 'garden' }]);
    await other.tick(46);
    expect(other.events).toEqual([]);
  });

  it('tells of one camera though another cannot be looked at', async () => {
    await beat('garden', 0);
    const broken = (blobs: BlobStore): BlobStore => ({
      ...blobs,
      get: (key) =>
        key.includes('attic') ? Promise.reject(new Error('throttled')) : blobs.get(key),
    });
    const { tick, events } = watchman([{ camera: 'attic' }, { camera: 'garden' }], broken);
    for (const minutes of [30, 35]) await expect(tick(minutes)).rejects.toThrow();
    expect(events).toMatchObject([{ detail: { camera: 'garden' } }]);
  });

  it('begins anew, and says so, when what it remembers cannot be read', async () => {
    await beat('garden', 0);
    await put(watchKey('garden'), 0, { state: 'asleep' });
    const { tick, lines } = watchman([{ camera: 'garden' }]);
    await tick(1);
    expect(lines).toMatchObject([{ level: 'warn', fields: { key: watchKey('garden') } }]);
    const stored = await store.blobs.get(watchKey('garden'));
    expect(JSON.parse(Buffer.from(stored?.bytes ?? []).toString())).toMatchObject({
      state: 'alive',
    });
  });

  it('passes over a tick that comes late', async () => {
    await beat('garden', 0);
    const { tick, calls } = watchman([{ camera: 'garden' }]);
    expect(await tick(99, 80)).toMatchObject({ reason: 'late-tick' });
    expect(calls).toEqual([]);
  });
});
