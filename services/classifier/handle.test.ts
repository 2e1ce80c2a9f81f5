import { describe, expect, it } from 'vitest';
import { UnreadableImageError } from '../../runtime/labeler.ts';
import {
  alarmKey,
  classifierUnderTest,
  key,
  label,
  picture,
} from '../../test/classifier-under-test.ts';

describe('the classifier', () => {
  const { store, upload, start, keysBelow, record, etagOf } = classifierUnderTest();

  it('tells of an alarm, with everything that its consumers need', async () => {
    const object = await upload();
    const { handle, events } = start();
    const outcome = await handle(object);
    expect(outcome).toMatchObject({ outcome: 'alarm', camera: 'garden' });
    expect(events).toEqual([
      {
        type: 'ImageClassified',
        detail: {
          schemaVersion: 1,
          imageId: outcome.imageId,
          correlationId: outcome.imageId,
          camera: 'garden',
          capturedAt: '2026-11-20T13:02:11.000Z',
          bucket: 'pictures',
          key,
          etag: object.etag,
          sizeBytes: picture.length,
          destinationKey: alarmKey,
          outcome: 'alarm',
          labelNames: ['Person'],
          topLabel: 'Person',
          topConfidence: 90,
          matches: [{ rule: 'Person', label: 'Person', confidence: 90 }],
          labels: [label('Person')],
          labeler: 'test',
        },
      },
    ]);
  });

  it('records what it tells, and lists the labels', async () => {
    const { handle, events } = start();
    const { imageId } = await handle(await upload());
    expect(await keysBelow('records/')).toEqual([`records/garden/2026-11-20/${imageId}.json`]);
    expect(await record()).toEqual({
      schemaVersion: 1,
      recordedAt: '2026-11-20T13:02:20.000Z',
      event: events[0],
      labels: [label('Person')],
      rules: {
        ...{ source: 'config/reko_alarms.csv', etag: await etagOf('config/reko_alarms.csv') },
        alarmConfidence: 50,
      },
      trace: [
        {
          ...{ rule: 'Person', label: 'Person', confidence: 90, result: 'alarm' },
          checks: [{ what: 'score', text: 'Person 90 ≥ 50', passed: true }],
        },
      ],
    });
    expect(await keysBelow('csv_alarm/')).toEqual([`${alarmKey.replace('jpg', 'csv')}.csv`]);
  });

  it('leaves the picture where it is', async () => {
    const { handle } = start();
    await handle(await upload());
    expect(await keysBelow('upload/')).toEqual([key]);
    expect(await keysBelow('jpg_')).toEqual([]);
  });

  it('tells of a quiet picture', async () => {
    const { handle, events } = start(() => [label('Car')]);
    expect(await handle(await upload())).toMatchObject({ outcome: 'quiet' });
    expect(events).toMatchObject([
      {
        type: 'ImageClassified',
        detail: {
          outcome: 'quiet',
          matches: [],
          destinationKey: alarmKey.replace('alarm', 'quiet'),
        },
      },
    ]);
    expect(await keysBelow('csv_quiet/')).toHaveLength(1);
  });

  it('rejects what is no picture, without paying for it', async () => {
    const { handle, events, labelled } = start();
    const object = await upload(new TextEncoder().encode('<svg/>'));
    expect(await handle(object)).toMatchObject({ outcome: 'rejected' });
    expect(labelled).toEqual([]);
    const destinationKey = alarmKey.replace('alarm', 'error');
    expect(events).toMatchObject([
      { type: 'ImageRejected', detail: { reason: 'not-an-image', destinationKey } },
    ]);
    expect(await keysBelow('jpg_error/')).toEqual([`${destinationKey}.json`]);
    expect((await record()).labels).toEqual([]);
  });

  it('rejects a picture that the labeler can never read', async () => {
    const { handle, events } = start(() => {
      throw new UnreadableImageError('the picture is broken');
    });
    expect(await handle(await upload())).toMatchObject({ outcome: 'rejected' });
    expect(events).toMatchObject([
      { detail: { reason: 'unreadable', message: 'the picture is broken' } },
    ]);
  });

  it('leaves nothing behind when the labeler fails for the moment, and labels it later', async () => {
    let throttled = true;
    const { handle, events, labelled } = start(() => {
      if (throttled) throw new Error('throttled');
      return [label('Person')];
    });
    const object = await upload();
    await expect(handle(object)).rejects.toThrow('throttled');
    expect(await keysBelow('records/')).toEqual([]);
    expect(await keysBelow('csv_')).toEqual([]);
    expect(await keysBelow('jpg_')).toEqual([]);
    expect(events).toEqual([]);
    throttled = false;
    expect(await handle(object)).toMatchObject({ outcome: 'alarm' });
    expect(labelled).toEqual([key, key]);
  });

  it('waits for an alarm list instead of calling a picture quiet', async () => {
    const list = await store.blobs.get('config/reko_alarms.csv');
    await store.blobs.delete('config/reko_alarms.csv', list?.etag ?? '');
    const { handle, events } = start();
    await expect(handle(await upload())).rejects.toThrow('config/reko_alarms.csv');
    expect(await keysBelow('records/')).toEqual([]);
    expect(events).toEqual([]);
  });

  it('takes time and motion event from the metadata', async () => {
    const { handle, events } = start();
    const metadata = { 'captured-at': '2026-11-20T23:30:00Z', 'motion-event': '42' };
    await handle(await upload(picture, key, metadata));
    expect(events[0]?.detail).toMatchObject({
      capturedAt: '2026-11-20T23:30:00.000Z',
      motionEvent: '42',
    });
    // In Berlin it is tomorrow already.
    expect(await keysBelow('records/garden/2026-11-21/')).toHaveLength(1);
  });

  it('tells where something moved, and minds no sender who says it wrongly', async () => {
    const { handle, events } = start();
    await handle(await upload(picture, key, { 'motion-area': '320x240x100x80' }));
    const [known] = events;
    expect(known?.detail).toMatchObject({
      motionArea: { centerX: 320, centerY: 240, width: 100, height: 80 },
    });
    expect(await record()).toMatchObject({ event: known });
    for (const said of ['', '0x0x0x0', '1x2x3', '1x1x9999999x1', '<b>x1x1x1', '-1x1x1x1']) {
      const again = start();
      await again.handle(await upload(picture, `${key}-${said}.jpg`, { 'motion-area': said }));
      expect(again.events, said).toHaveLength(1);
      expect(again.events[0]?.detail, said).not.toHaveProperty('motionArea');
    }
  });

  it('is not upset by empty metadata', async () => {
    const { handle, events } = start();
    await handle(await upload(picture, key, { 'captured-at': '', 'motion-event': '' }));
    expect(events).toHaveLength(1);
    expect(await start().handle(await upload(picture, key, { 'motion-event': '' }))).toMatchObject({
      outcome: 'repeated',
    });
  });

  it('reads on when the header is longer than what it reads first', async () => {
    const segment = Buffer.alloc(2 + 0xffff);
    segment.writeUInt16BE(0xffe1, 0);
    segment.writeUInt16BE(0xffff, 2);
    const long = Buffer.concat([picture.subarray(0, 2), segment, segment, picture.subarray(2)]);
    const { handle } = start();
    expect(await handle(await upload(long))).toMatchObject({ outcome: 'alarm' });
    expect(await handle(await upload(long.subarray(0, 100_000)))).toMatchObject({
      outcome: 'rejected',
    });
  });

  it('takes a camera that is called like a step for a camera', async () => {
    const { handle, events } = start();
    await handle(await upload(picture, 'upload/../a.jpg'));
    expect(events[0]?.detail).toMatchObject({
      camera: '%2E%2E',
      destinationKey: 'jpg_alarm/%2E%2E/a.jpg',
    });
    expect((await keysBelow('records/'))[0]).toMatch(/^records\/%2E%2E\//);
  });
});
