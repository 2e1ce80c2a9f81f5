import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CameraIncidentsSchema } from '../../contracts/camera-incidents.ts';
import { eventExamples } from '../../contracts/event-example.ts';
import type { DomainEvent } from '../../contracts/image-event.ts';
import { incidentsKey, mutesKey } from '../../contracts/state-key.ts';
import type { Alert, AlertChannel } from '../../runtime/alert-channel.ts';
import { alertsOver } from '../../runtime/alerts.ts';
import type { BlobStore } from '../../runtime/blob-store.ts';
import { claimedChannel } from '../../runtime/claimed-channel.ts';
import { surroundings } from '../../test/adapters/surroundings.ts';
import { type TemporaryStore, temporaryStore } from '../../test/adapters/temporary-store.ts';
import { createHandle } from './handle.ts';

// Nothing is held back here; test/incidents.test.ts looks at that.
const timers = { later: () => Promise.reject(new Error('nobody asked for a timer')) };

const { key, destinationKey, imageId } = eventExamples.ImageClassified.detail;
const picture = Buffer.from('picture');

describe('the notifier', () => {
  let store: TemporaryStore;
  beforeEach(async () => {
    store = await temporaryStore();
  });
  afterEach(() => store.close());

  async function alarm(place: string | undefined): Promise<DomainEvent<'ImageClassified'>> {
    const put = await store.blobs.put(place ?? 'upload/elsewhere', picture);
    if (put.outcome !== 'stored') throw new Error('the picture was not stored');
    const { type, detail } = eventExamples.ImageClassified;
    return { type, detail: { ...detail, etag: put.etag } };
  }

  function start(blobs: BlobStore = store.blobs) {
    const sent: Alert[] = [];
    const { lines, ...others } = surroundings();
    const handle = createHandle({
      ...others,
      ...{ blobs, timers },
      alerts: alertsOver({
        channels: {
          phone: {
            send: async (alert) => {
              const known = sent.some(({ id }) => id === alert.id);
              if (!known) sent.push(alert);
              return known ? 'duplicate' : 'sent';
            },
          },
        },
      }),
    });
    return { handle, sent, lines };
  }

  it.each([key, destinationKey])('sends the picture that lies at %s', async (place) => {
    const { handle, sent, lines } = start();
    expect(await handle(await alarm(place))).toEqual({ outcome: 'sent', imageId });
    expect(sent).toMatchObject([{ id: imageId, camera: 'garden' }]);
    expect(Buffer.from(sent[0]?.pictures?.[0]?.bytes ?? [])).toEqual(picture);
    expect(lines).toEqual([]);
  });

  it('sends nothing when the same alarm comes again', async () => {
    const { handle, sent } = start();
    const event = await alarm(key);
    await handle(event);
    expect(await handle(event)).toEqual({ outcome: 'duplicate', imageId });
    expect(sent).toHaveLength(1);
  });

  it('sends an alarm again, under the same id, of which nobody knows whether it was sent', async () => {
    let isBroken = true;
    const { handle, sent } = start({
      ...store.blobs,
      put: (...args) => {
        // The second write would say that it was sent.
        if (sent.length > 0 && isBroken) return Promise.reject(new Error('throttled'));
        return store.blobs.put(...args);
      },
    });
    const event = await alarm(key);
    await expect(handle(event)).rejects.toThrow('throttled');
    isBroken = false;
    expect(await handle(event)).toEqual({ outcome: 'duplicate', imageId });
    expect(sent).toHaveLength(1);
  });

  it('sends an alarm whose picture is nowhere, and warns', async () => {
    const { handle, sent, lines } = start();
    expect(await handle(await alarm(undefined))).toEqual({ outcome: 'sent', imageId });
    expect(sent).toHaveLength(1);
    expect(sent[0]?.pictures).toBeUndefined();
    expect(lines).toMatchObject([{ level: 'warn', fields: { imageId } }]);
  });

  it('never shows another picture that was uploaded since', async () => {
    const event = await alarm(undefined);
    await store.blobs.put(key, Buffer.from('another picture'));
    const { handle, sent } = start();
    await handle(event);
    expect(sent[0]?.pictures).toBeUndefined();
  });

  it('fails, to try again, when the store does', async () => {
    const { handle, sent } = start({
      ...store.blobs,
      get: () => Promise.reject(new Error('throttled')),
    });
    await expect(handle(await alarm(key))).rejects.toThrow('throttled');
    expect(sent).toEqual([]);
  });

  it('fails, to try again, when the alert cannot be sent', async () => {
    const handle = createHandle({
      ...surroundings(),
      ...{ blobs: store.blobs, timers },
      alerts: alertsOver({
        channels: { mail: { send: () => Promise.reject(new Error('no mail server')) } },
      }),
    });
    await expect(handle(await alarm(key))).rejects.toThrow('no mail server');
  });

  it('remembers of each channel what became of an alarm, and tries only what failed', async () => {
    let isAway = true;
    const sent: string[] = [];
    const { lines: _, ...others } = surroundings();
    const channelOf = (name: string, fails: () => boolean): AlertChannel => ({
      send: async () => {
        if (fails()) throw Object.assign(new Error('away'), { code: 'ECONNREFUSED' });
        sent.push(name);
        return 'sent';
      },
    });
    const once = (name: string, fails: () => boolean) =>
      claimedChannel({
        ...{ name, channel: channelOf(name, fails), blobs: store.blobs, now: others.now },
      });
    const channels = { sns: once('sns', () => false), mail: once('mail', () => isAway) };
    const alerts = alertsOver({ channels });
    const handle = createHandle({ ...others, ...{ blobs: store.blobs, timers, alerts } });
    const remembered = async () => {
      const blob = await store.blobs.get(incidentsKey('garden'));
      const json: unknown = JSON.parse(Buffer.from(blob?.bytes ?? []).toString());
      return v.parse(CameraIncidentsSchema, json).incidents[0]?.pictures[0]?.delivery;
    };
    const event = await alarm(key);
    await expect(handle(event)).rejects.toThrow('away');
    await expect(handle(event)).rejects.toThrow('away');
    expect(await remembered()).toMatchObject({
      state: 'ringing',
      channels: [
        { channel: 'sns', state: 'sent' },
        { channel: 'mail', state: 'retrying', code: 'ECONNREFUSED', attempts: 2 },
      ],
    });
    isAway = false;
    expect(await handle(event)).toEqual({ outcome: 'sent', imageId });
    expect(sent).toEqual(['sns', 'mail']);
    expect(await remembered()).toMatchObject({
      state: 'sent',
      channels: [
        { channel: 'sns', state: 'sent' },
        { channel: 'mail', state: 'sent' },
      ],
    });
  });

  it.each([eventExamples.CameraSilent, eventExamples.CameraRecovered])(
    'tells of a camera once: $type',
    async (event) => {
      const { handle, sent } = start();
      expect(await handle(event)).toMatchObject({ outcome: 'sent', news: event.type });
      expect(await handle(event)).toMatchObject({ outcome: 'duplicate' });
      expect(sent).toMatchObject([{ kind: 'camera', camera: 'garden' }]);
    },
  );

  it.each([eventExamples.LabelingStopped, eventExamples.LabelingResumed])(
    'tells once, whatever is muted: $type',
    async (event) => {
      const mutes = { schemaVersion: 1, disarmedAt: '2026-11-20T13:00:00.000Z', snoozes: [] };
      await store.blobs.put(mutesKey, Buffer.from(JSON.stringify(mutes)));
      const { handle, sent } = start();
      expect(await handle(event)).toMatchObject({ outcome: 'sent', news: event.type });
      expect(await handle(event)).toMatchObject({ outcome: 'duplicate' });
      expect(sent).toMatchObject([{ kind: 'trouble' }]);
    },
  );
});
