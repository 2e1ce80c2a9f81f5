import { describe, expect, it, onTestFinished } from 'vitest';
import type { ImageRecord } from '../contracts/image-record.ts';
import { alarmListKey, uploadKey } from '../contracts/object-key.ts';
import { claimAlert } from '../runtime/alert-claim.ts';
import { followPicture, type Hop } from '../runtime/aws/owner/follow-picture.ts';
import { sentPicture, testPictureName } from '../runtime/aws/owner/sent-picture.ts';
import { discoverConsumers } from '../runtime/discover-consumers.ts';
import { startLocalRuntime } from '../runtime/local/local-runtime.ts';
import { replayLabeler } from '../runtime/local/replay-labeler.ts';
import { projectFile } from '../runtime/project-file.ts';
import { surroundings } from './adapters/surroundings.ts';
import { temporaryStore } from './adapters/temporary-store.ts';
import { drawPicture } from './draw-picture.ts';
import { workspace } from './workspace.ts';

const { settings, log } = surroundings();
const { bucket, timeZone } = settings;
// The pictures are of a day that is over, whenever this is run.
const notifications = { ...settings.notifications, clock: 'capture' } as const;
const now = () => new Date();
const file = testPictureName(new Date('2026-11-20T23:30:00.500Z'), 'a1b2c3', 'jpeg');

/** The pipeline of this machine, which writes down whom it told as the one on AWS does. */
async function startPipeline({ people, without }: { people: string[]; without?: string }) {
  const { data, answers } = await workspace();
  const recorded = (await answers(...people)).replace('replay:', '');
  const consumers = await discoverConsumers(projectFile('dist', 'services'));
  const told: Promise<void>[] = [];
  const runtime = await startLocalRuntime({
    dataFolder: data,
    consumers: consumers.filter(({ name }) => name !== without),
    createLabeler: async (blobs) => {
      await blobs.put(alarmListKey, Buffer.from('Person,People,Alarm\n'));
      return replayLabeler(recorded);
    },
    onOutcome: () => {},
    onAlert: ({ id }) => told.push(tell(id)),
    retrySeconds: () => 1,
    ...{ settings: { ...settings, notifications }, log, now },
  });
  onTestFinished(() => runtime.close());
  return { runtime, send, settled };

  async function tell(id: string): Promise<void> {
    const claim = await claimAlert(runtime.blobs, { alertId: id, channel: 'sns' }, now);
    if (claim !== 'sent') await claim.commit();
  }

  async function send(bytes: Uint8Array) {
    const key = uploadKey('smoke-test', file);
    const put = await runtime.blobs.put(key, bytes, { condition: 'if-absent' });
    if (put.outcome !== 'stored') throw new Error('the picture was not stored');
    return sentPicture({ bucket, key, etag: put.etag }, timeZone);
  }

  async function settled(): Promise<void> {
    await runtime.drained();
    await Promise.all(told);
  }
}

describe('following a test picture', () => {
  it.each([
    ['an alarm', [file], ['filed', 'listed', 'recorded', 'thumbnail', 'told'], 'alarm'],
    ['a quiet picture', [], ['filed', 'listed', 'recorded', 'thumbnail'], 'quiet'],
  ])('sees each hop of %s while it happens', async (_, people, hops, outcome) => {
    const { runtime, send } = await startPipeline({ people });
    const picture = await send(await drawPicture(1));
    const shown: [Hop, ImageRecord][] = [];
    const journey = await followPicture(runtime.blobs, picture, {
      ...{ timeoutSeconds: 20, pollMilliseconds: 10 },
      onSighting: ({ hop }, record) => shown.push([hop, record]),
    });
    expect(journey.missing).toEqual([]);
    expect(journey.sightings.map(({ hop }) => hop).toSorted()).toEqual(hops);
    expect(shown.map(([hop]) => hop)).toEqual(journey.sightings.map(({ hop }) => hop));
    expect(journey.record?.event.detail).toMatchObject({ outcome, camera: 'smoke-test' });
    // 23:30 in Greenwich is tomorrow in Berlin.
    expect(picture.recordKey).toContain('/2026-11-21/');
    expect(picture.shardKeys[0]).toContain('/2026-11-21/00/');
  });

  it('expects neither a thumbnail nor an alert of what was rejected', async () => {
    const { runtime, send, settled } = await startPipeline({ people: [] });
    const picture = await send(Buffer.from('<html>'));
    await settled();
    const journey = await look(runtime.blobs, picture);
    expect(journey.missing).toEqual([]);
    expect(journey.record?.event).toMatchObject({ detail: { reason: 'not-an-image' } });
    expect(journey.sightings).toHaveLength(3);
  });

  it.each([
    ['mover', ['filed']],
    ['thumbnailer', ['thumbnail', 'listed']],
    ['notifier', ['told']],
  ])('misses what a broken %s does not do', async (without, missing) => {
    const { runtime, send, settled } = await startPipeline({ people: [file], without });
    const picture = await send(await drawPicture(1));
    await settled();
    expect((await look(runtime.blobs, picture)).missing).toEqual(missing);
  });

  it('does not take a picture for filed whose original is still there', async () => {
    const { runtime, send, settled } = await startPipeline({ people: [], without: 'mover' });
    const picture = await send(await drawPicture(1));
    await settled();
    const { record } = await look(runtime.blobs, picture);
    const { destinationKey = '' } = record?.event.detail ?? {};
    await runtime.blobs.copy(picture.key, destinationKey, { ifMatch: picture.etag });
    expect((await look(runtime.blobs, picture)).missing).toEqual(['filed']);
    await runtime.blobs.delete(picture.key, picture.etag);
    expect((await look(runtime.blobs, picture)).missing).toEqual([]);
  });

  it('stops waiting for the thumbnail of what the gallery lists without one', async () => {
    const { runtime, send, settled } = await startPipeline({ people: [] });
    const whole = await drawPicture(1);
    // A header that can be read, and nothing behind it.
    const picture = await send(whole.subarray(0, whole.indexOf(Buffer.of(0xff, 0xda))));
    await settled();
    const patient = { timeoutSeconds: 3600, pollMilliseconds: 1, onSighting: () => {} };
    const journey = await followPicture(runtime.blobs, picture, patient);
    expect(journey.missing).toEqual(['thumbnail']);
  });

  it('misses everything when nobody is at work', async () => {
    const store = await temporaryStore();
    onTestFinished(() => store.close());
    const key = uploadKey('smoke-test', file);
    const picture = sentPicture({ bucket, key, etag: 'e' }, timeZone);
    const journey = await look(store.blobs, picture);
    expect(journey).toEqual({
      sightings: [],
      missing: ['recorded', 'filed', 'thumbnail', 'listed'],
    });
  });

  it('does not take an alert for told that is only claimed', async () => {
    const { runtime, send, settled } = await startPipeline({ people: [file], without: 'notifier' });
    const picture = await send(await drawPicture(1));
    await settled();
    const claim = await claimAlert(
      runtime.blobs,
      { alertId: picture.imageId, channel: 'sns' },
      now,
    );
    expect((await look(runtime.blobs, picture)).missing).toEqual(['told']);
    if (claim !== 'sent') await claim.commit();
    expect((await look(runtime.blobs, picture)).missing).toEqual([]);
  });
});

function look(blobs: Parameters<typeof followPicture>[0], picture: ReturnType<typeof sentPicture>) {
  return followPicture(blobs, picture, { timeoutSeconds: 0, onSighting: () => {} });
}
