import type { PictureUsage } from './cost-of-pictures.ts';

/**
 * What a quiet picture asks of AWS when all functions are warm and its hour has a shard already.
 *
 * S3: the camera's PUT; the classifier's GETs of head, rules, alarm list, record and destination, and
 * its PUTs of CSV and record; the mover's COPY; the thumbnailer's GET, and its PUTs of thumbnail and shard.
 * SQS: send, receive and delete in three queues.
 */
export const quietPictureUsage: PictureUsage = {
  rekognitionImages: 1,
  s3Puts: 6,
  s3Gets: 6,
  events: 1,
  sqsRequests: 9,
  snsPublishes: 0,
  lambdaRequests: 3,
  // Classifier 0.25 GB × 0.6 s, mover 0.25 GB × 0.2 s, thumbnailer 1 GB × 0.25 s: estimates.
  lambdaGigabyteSeconds: 0.45,
  logKilobytes: 2.5,
};

/**
 * An alarm that rings besides: the classifier reads what was alarmed before, and notes it; the notifier
 * reads what is muted, looks for the thumbnail and reads the picture, notes that it is ringing and that
 * it rang, claims two messages and commits them, and sends one to people and one to the bus. An alarm
 * that is held back costs less, and so does its part of a digest.
 */
export const alarmPictureUsage: PictureUsage = {
  ...quietPictureUsage,
  s3Puts: quietPictureUsage.s3Puts + 7,
  s3Gets: quietPictureUsage.s3Gets + 4,
  sqsRequests: quietPictureUsage.sqsRequests + 3,
  events: quietPictureUsage.events + 1,
  snsPublishes: 1,
  lambdaRequests: quietPictureUsage.lambdaRequests + 1,
  lambdaGigabyteSeconds: quietPictureUsage.lambdaGigabyteSeconds + 0.05,
  logKilobytes: quietPictureUsage.logKilobytes + 0.8,
};

/**
 * Its part in the summaries: a camera's hour is counted a minute after a picture, for all that have come
 * until then, and its month at most every hour. Here, as with visits of three pictures, a third of the
 * one, which reads the day's summary, the list of its shards and a shard, and writes the summary; and a
 * twentieth of the other, whose message is put in again three times.
 */
export const summaryUsage: PictureUsage = {
  rekognitionImages: 0,
  s3Puts: 1 / 3 + 1 / 20,
  s3Gets: 3 / 3 + 2 / 20,
  events: 0,
  sqsRequests: 3 / 3 + 12 / 20,
  snsPublishes: 0,
  lambdaRequests: 1 / 3 + 4 / 20,
  // 1 GB × 0.1 s and × 0.3 s: estimates.
  lambdaGigabyteSeconds: 0.1 / 3 + 0.3 / 20,
  logKilobytes: 0.4 / 3 + 2 / 20,
};

/**
 * A mail by SES about an alarm or a digest, besides: its claim, and its commit. Of the attachment, a
 * thumbnail of 30 kB or a picture of 100 kB, which is more often there.
 */
export const mailUsage = { s3Puts: 2, mails: 1, attachmentGigabytes: 0.0001 } as const;
