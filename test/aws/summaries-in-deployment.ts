import * as v from 'valibot';
import { expect, it } from 'vitest';
import { localHour } from '../../contracts/capture-time.ts';
import { eventExamples } from '../../contracts/event-example.ts';
import { MonthSummarySchema } from '../../contracts/gallery-index.ts';
import { monthSummaryKey } from '../../contracts/gallery-key.ts';
import { eventSource } from '../../contracts/image-event.ts';
import { recordKey } from '../../contracts/object-key.ts';
import { formatWakeUp } from '../../contracts/wake-up.ts';
import { timeZone } from './deploy-stack.ts';
import type { FirstPictures } from './first-pictures.ts';
import type { DeployedPipeline } from './open-pipeline.ts';

type Sent = Pick<DeployedPipeline, 'pipeline' | 'bucket' | 'send'> & {
  readonly first: FirstPictures;
};

/** What is counted of the pictures. */
export function countsPictures(sent: () => Sent): void {
  it('counts the pictures of a day and its month, and what was said of them', async () => {
    const { pipeline, bucket, send, first } = sent();
    const [person] = first.persons;
    const { record } = first.outcomeOf(person?.file ?? '');
    const { imageId, camera, capturedAt } = record.event.detail;
    const { day, hour } = localHour(capturedAt, timeZone);
    const detail = {
      ...{ ...eventExamples.FeedbackGiven.detail, imageId, camera, capturedAt },
      recordKey: recordKey(camera, day, imageId),
    };
    const event = { source: eventSource, 'detail-type': 'FeedbackGiven', detail };
    await send('thumbnailer', JSON.stringify(event));
    await pipeline.host.drained();
    const due = { schemaVersion: 1, correlationId: imageId, day } as const;
    const hourDue = { type: 'SummaryDue', detail: { ...due, hour, camera } } as const;
    await send('thumbnailer', formatWakeUp(hourDue));
    await pipeline.host.drained();
    const monthDue = { type: 'MonthDue', detail: { ...due, dueAt: capturedAt } } as const;
    await send('thumbnailer', formatWakeUp(monthDue));
    await pipeline.host.drained();
    const month = v.parse(MonthSummarySchema, await bucket.json(monthSummaryKey(day.slice(0, 7))));
    expect(month.days[day]?.[camera]?.alarm).toBeGreaterThan(0);
    expect(month.days[day]?.[camera]?.judged['not-an-alarm']).toBe(1);
  });
}
