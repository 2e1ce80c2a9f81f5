import type { SQSEvent } from 'aws-lambda';
import { expect, it } from 'vitest';
import { formatS3Notification } from '../../contracts/s3-notification.ts';
import { handleBatch } from '../../runtime/aws/handle-batch.ts';
import { surroundings } from '../adapters/surroundings.ts';
import { faultPictures } from './pictures.ts';
import { pipeline } from './pipeline.ts';

const created = (key: string) =>
  formatS3Notification({ bucket: 'pictures', key, etag: 'none', sizeBytes: 1 });

/** What may lie in the classifier's queue, and whether it can be done with. */
const harmless = {
  'an event of a test': JSON.stringify({ Service: 'Amazon S3', Event: 's3:TestEvent' }),
  'no record': '{"Records":[]}',
  'a folder marker': created('upload/garden/'),
  'a key elsewhere': created('jpg_alarm/garden/a.jpg'),
  'a picture that has gone': created('upload/garden/gone.jpg'),
};
const poison = {
  'no JSON': 'Records',
  'no text': '',
  'JSON null': 'null',
  'no records': '{}',
  'records that are none': '{"Records":null}',
  'an envelope of SNS': JSON.stringify({ Type: 'Notification', Message: created('upload/a.jpg') }),
  'a version of some day': created('upload/a.jpg').replace('"2.1"', '"3.0"'),
  'half an escape': created('upload/a.jpg').replace('upload/a.jpg', 'upload/%zz.jpg'),
};

it('gives back exactly what it cannot read, and does all the rest of the batch', async () => {
  const run = await pipeline();
  const [picture] = await faultPictures(1);
  if (picture === undefined) throw new Error('there is no picture');
  await run.upload('upload/garden/20261120-140219.jpg', picture);
  const good = run.queues.take(0)?.body.replace('"2.1"', '"2.9"') ?? '';
  const bodies = { ...harmless, ...poison, 'a picture, told in version 2.9': good };
  const Records = Object.entries(bodies).map(([messageId, body]) => ({ messageId, body }));
  const { log, now } = surroundings();
  const handle = await run.handlerOf('classifier');
  const metrics = { count: () => undefined, flush: () => undefined };

  const { batchItemFailures } = await handleBatch({ Records } as SQSEvent, {
    ...{ handle, concurrency: 16, log, metrics, now },
  });

  const failed = batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
  expect(failed.toSorted()).toEqual(Object.keys(poison).toSorted());
  await run.settle();
  expect(run.store.keys().filter((key) => key.startsWith('jpg_'))).toEqual([
    'jpg_alarm/garden/20261120-140219.jpg',
  ]);
});
