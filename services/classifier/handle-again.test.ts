import { describe, expect, it } from 'vitest';
import {
  alarmKey,
  classifierUnderTest,
  key,
  otherPicture,
  picture,
} from '../../test/classifier-under-test.ts';

describe('the classifier, told of a picture again', () => {
  const { store, put, upload, start, keysBelow, record } = classifierUnderTest();

  it('tells the same again at a second delivery and does not label again', async () => {
    const object = await upload();
    const first = start();
    await first.handle(object);
    const second = start(() => {
      throw new Error('labelled twice');
    });
    expect(await second.handle(object)).toMatchObject({ outcome: 'repeated' });
    expect(await first.handle(object)).toMatchObject({ outcome: 'repeated' });
    expect(second.events).toEqual(first.events.slice(0, 1));
    expect(first.labelled).toEqual([key]);
  });

  it('tells again of a rejection at a second delivery', async () => {
    const object = await upload(new TextEncoder().encode('<svg/>'));
    const [first, second] = [start(), start()];
    await first.handle(object);
    expect(await second.handle(object)).toMatchObject({ outcome: 'repeated' });
    expect(second.events).toEqual(first.events);
  });

  it('labels once when the same picture is delivered twice at the same time', async () => {
    const object = await upload();
    const { handle, labelled, events } = start();
    const outcomes = await Promise.all([handle(object), handle(object), handle({ ...object })]);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['alarm', 'repeated', 'repeated']);
    expect(labelled).toEqual([key]);
    expect(events).toHaveLength(1);
  });

  it('fails every delivery of a picture that failed, and takes the next one', async () => {
    let failing = true;
    const { handle } = start(() => {
      if (failing) throw new Error('throttled');
      return [];
    });
    const object = await upload();
    const both = await Promise.allSettled([handle(object), handle(object)]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    failing = false;
    expect(await handle(object)).toMatchObject({ outcome: 'quiet' });
  });

  it('lets the first decision stand when two processes classify at the same time', async () => {
    const object = await upload();
    const [alarming, quiet] = [start(), start(() => [])];
    await Promise.all([alarming.handle(object), quiet.handle(object)]);
    const { event } = await record();
    expect(await keysBelow('records/')).toHaveLength(1);
    expect(alarming.events).toEqual([event]);
    expect(quiet.events).toEqual([event]);
  });

  it('records before it publishes, so that a failing bus loses nothing', async () => {
    const object = await upload();
    const first = start();
    first.failBus(true);
    await expect(first.handle(object)).rejects.toThrow('the bus is down');
    const { event } = await record();
    first.failBus(false);
    expect(await first.handle(object)).toMatchObject({ outcome: 'repeated' });
    expect(first.events).toEqual([event]);
    expect(first.labelled).toEqual([key]);
  });

  it('finishes what it had begun when it died before the record', async () => {
    const object = await upload();
    const dying = start(undefined, {
      ...store.blobs,
      put: (name, ...more) =>
        name.startsWith('records/')
          ? Promise.reject(new Error('died'))
          : store.blobs.put(name, ...more),
    });
    await expect(dying.handle(object)).rejects.toThrow('died');
    expect(dying.events).toEqual([]);
    const next = start();
    expect(await next.handle(object)).toMatchObject({ outcome: 'alarm' });
    expect(next.events).toMatchObject([{ detail: { destinationKey: alarmKey } }]);
    expect(await keysBelow('csv_alarm/')).toHaveLength(1);
  });

  it('files another picture of the same key under another name', async () => {
    const { handle, events } = start();
    await handle(await upload());
    await handle(await upload(otherPicture));
    const [one, other] = events.map(({ detail }) => detail);
    expect(other?.imageId).not.toBe(one?.imageId);
    expect(other?.destinationKey).not.toBe(one?.destinationKey);
    expect(await keysBelow('records/')).toHaveLength(2);
  });

  it.each(['alarm', 'quiet', 'error'])(
    'knows a picture that was filed under %s',
    async (folder) => {
      const object = await upload();
      await put(alarmKey.replace('alarm', folder), picture);
      await store.blobs.delete(key, object.etag);
      const { handle, events, labelled, lines } = start();
      expect(await handle(object)).toMatchObject({ outcome: 'already-filed' });
      expect([events, labelled, lines]).toEqual([[], [], []]);
    },
  );

  it('knows a picture that was filed under a name with part of its id', async () => {
    const classifier = start();
    await classifier.handle(await upload());
    const object = await upload(otherPicture);
    await classifier.handle(object);
    await put(classifier.events[1]?.detail.destinationKey ?? '', otherPicture);
    await put(alarmKey, picture);
    await store.blobs.delete(key, object.etag);
    expect(await start().handle(object)).toMatchObject({ outcome: 'already-filed' });
  });

  it('tells of a picture that somebody had filed before it was told of', async () => {
    const object = await upload();
    const first = start();
    first.failBus(true);
    await expect(first.handle(object)).rejects.toThrow('the bus is down');
    const { event } = await record();
    await store.blobs.copy(key, event.detail.destinationKey, {
      ifMatch: object.etag,
      metadata: { 'captured-at': event.detail.capturedAt },
    });
    await store.blobs.delete(key, object.etag);
    first.failBus(false);
    expect(await first.handle(object)).toMatchObject({ outcome: 'already-filed' });
    expect(first.events).toEqual([event]);
  });

  it('warns of a picture that is nowhere', async () => {
    const object = await upload();
    await store.blobs.delete(key, object.etag);
    const { handle, events, lines } = start();
    expect(await handle(object)).toMatchObject({ outcome: 'gone' });
    expect(events).toEqual([]);
    expect(lines).toMatchObject([{ level: 'warn', fields: { key } }]);
  });

  it('does not take a picture that was uploaded since for the one it was told of', async () => {
    const object = await upload();
    await upload(otherPicture);
    const { handle, labelled } = start();
    expect(await handle(object)).toMatchObject({ outcome: 'gone' });
    expect(labelled).toEqual([]);
  });

  it.each(['jpg_alarm/a.jpg', 'upload/garden/', 'config/reko_alarms.csv'])(
    'passes over %s',
    async (name) => {
      const { handle, events } = start();
      const object = { bucket: 'pictures', key: name, etag: 'e', sizeBytes: 1 };
      expect(await handle(object)).toMatchObject({ outcome: 'ignored' });
      expect(events).toEqual([]);
    },
  );
});
