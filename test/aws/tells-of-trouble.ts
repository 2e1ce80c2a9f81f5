import { expect, it } from 'vitest';
import type { CameraRejections } from '../../contracts/camera-rejections.ts';
import { localHour } from '../../contracts/capture-time.ts';
import { consumerStateKey } from '../../contracts/consumer-state.ts';
import { eventExamples } from '../../contracts/event-example.ts';
import { galleryEntry } from '../../contracts/gallery-index.ts';
import { galleryDayKey, galleryShardKey, thumbnailKey } from '../../contracts/gallery-key.ts';
import { eventSource } from '../../contracts/image-event.ts';
import { dayBefore } from '../../contracts/local-day.ts';
import { cameraHeartbeatKey, rejectionsKey, watchKey } from '../../contracts/state-key.ts';
import { formatTick } from '../../contracts/tick.ts';
import { formatWakeUp } from '../../contracts/wake-up.ts';
import { timeZone } from './deploy-stack.ts';
import type { DeployedPipeline } from './open-pipeline.ts';

/** What the owner is told besides the alarms of the cameras. */
export function tellsOfTrouble(deployed: () => DeployedPipeline): void {
  it('of an alarm whose picture has gone', async () => {
    const example = eventExamples.ImageClassified.detail;
    const detail = { ...example, camera: 'gate', capturedAt: new Date().toISOString() };
    const event = { source: eventSource, 'detail-type': 'ImageClassified', detail };
    expect(await toldAfter('notifier', JSON.stringify(event))).toHaveLength(1);
  });

  it('of pictures that waited to be told of, when it is time', async () => {
    const { type, detail } = eventExamples.ImageRejected;
    const { imageId: openedBy, reason, message, destinationKey } = detail;
    const at = new Date(Date.now() - 60_000).toISOString();
    const last = { reason, message, destinationKey, capturedAt: at };
    const rejections: CameraRejections = {
      ...{ schemaVersion: 1, notices: [] },
      pictures: [{ imageId: openedBy, at }],
      waiting: { openedBy, counts: [{ reason, count: 17 }], last, dueAt: at },
    };
    const { bucket } = deployed();
    await bucket.put(rejectionsKey('gate'), JSON.stringify(rejections));
    const wakeUp = formatWakeUp({
      type: 'RejectionsDue',
      detail: { schemaVersion: 1, correlationId: openedBy, camera: 'gate', dueAt: at },
    });
    const told = ['Error processing image 17 pictures of gate'];
    expect(await toldAfter('notifier', wakeUp)).toEqual(told);
    expect(await toldAfter('notifier', wakeUp)).toEqual([]);
    const event = {
      source: eventSource,
      'detail-type': type,
      detail: { ...detail, camera: 'gate' },
    };
    expect(await toldAfter('notifier', JSON.stringify(event))).toEqual([]);
  });

  it('of a dead camera once, and when it is back', async () => {
    const { bucket } = deployed();
    // It was doubted ten minutes ago, and has sent nothing since.
    const [lastSignAt, since] = [60, 10].map((minutes) =>
      new Date(Date.now() - minutes * 60_000).toISOString(),
    );
    const watch = { schemaVersion: 1, state: 'doubtful', lastSignAt, since };
    await bucket.put(watchKey('attic'), JSON.stringify(watch));
    expect(await toldAfter('watchman', tick())).toEqual([
      expect.stringContaining('The camera attic has been silent since'),
    ]);
    expect(await toldAfter('watchman', tick())).toEqual([]);
    await bucket.put(cameraHeartbeatKey('attic'), '{}');
    expect(await toldAfter('watchman', tick())).toEqual(['The camera attic is back after 1 hour']);
    expect(await toldAfter('watchman', tick())).toEqual([]);
  });

  it('of the day before, once', async () => {
    const { bucket } = deployed();
    const today = localHour(new Date().toISOString(), timeZone).day;
    const day = dayBefore(today);
    const shard = { day, camera: 'garden', hour: '14' };
    const thumbnail = { key: thumbnailKey('garden', day, 'a'), width: 320, height: 240 };
    const stored = { recordKey: '', thumbnail: { ...thumbnail, partial: false } };
    const entries = { a: galleryEntry(eventExamples.ImageClassified, stored) };
    await bucket.put(thumbnail.key, 'a small picture');
    await bucket.put(galleryShardKey(shard), JSON.stringify({ schemaVersion: 1, entries }));
    await bucket.put(galleryDayKey(day), JSON.stringify({ schemaVersion: 1, shards: [shard] }));
    expect(await toldAfter('reporter', tick())).toEqual([
      expect.stringMatching(/^\w+ \d+ \w+: 1 alarm$/),
    ]);
    expect(await bucket.json(consumerStateKey('reporter', 'notes.json'))).toMatchObject({
      ...{ toldOn: today, began: { day: today }, ended: { day } },
    });
    expect(await toldAfter('reporter', tick())).toEqual([]);
  });

  it('of nothing when no picture stopped halfway', async () => {
    expect(await toldAfter('sweeper', tick())).toEqual([]);
  });

  function tick(): string {
    return formatTick({ schemaVersion: 1, at: new Date().toISOString() });
  }

  async function toldAfter(consumer: string, message: string): Promise<readonly string[]> {
    const { send, pipeline, inbox } = deployed();
    await send(consumer, message);
    await pipeline.host.drained();
    return (await inbox.takeAll()).map(({ subject }) => subject);
  }
}
