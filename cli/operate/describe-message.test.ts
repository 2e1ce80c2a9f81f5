import fc from 'fast-check';
import { expect, it } from 'vitest';
import { eventExamples } from '../../contracts/event-example.ts';
import { eventSource, eventTypes } from '../../contracts/image-event.ts';
import { imageId } from '../../contracts/image-id.ts';
import { formatS3Notification } from '../../contracts/s3-notification.ts';
import { formatWakeUp, wakeUpExamples, wakeUpTypes } from '../../contracts/wake-up.ts';
import { describeMessage } from './describe-message.ts';

it('names the picture that an upload is about, whatever it is called', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (file) => {
      fc.pre(!file.endsWith('/'));
      const object = { bucket: 'b', key: `upload/garden/${file}`, etag: 'e', sizeBytes: 1 };
      expect(describeMessage(formatS3Notification(object))).toEqual({
        ...{ what: 'a new picture', imageId: imageId(object), key: object.key },
      });
    }),
  );
});

it.each(eventTypes)('says that it is %s', (type) => {
  const { detail } = eventExamples[type];
  const body = JSON.stringify({ source: eventSource, 'detail-type': type, detail });
  const { what, imageId: id } = describeMessage(body);
  expect([what, id]).toEqual([type, 'imageId' in detail ? detail.imageId : undefined]);
});

it.each(wakeUpTypes)('says that it wakes with %s', (type) => {
  expect(describeMessage(formatWakeUp(wakeUpExamples[type])).what).toBe(type);
});

it('names the picture that waits for the labeler', () => {
  const { detail } = wakeUpExamples.ImageDue;
  expect(describeMessage(formatWakeUp(wakeUpExamples.ImageDue))).toMatchObject({
    ...{ imageId: detail.correlationId, key: detail.image.key },
  });
});

it('shows the beginning of what it cannot read, and never fails', () => {
  expect(describeMessage('{ no JSON')).toEqual({ what: '{ no JSON' });
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (body) => {
      expect(describeMessage(body).what).toBe(body.slice(0, 200));
    }),
  );
});
