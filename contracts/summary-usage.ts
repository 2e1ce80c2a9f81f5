import type { PictureUsage } from './cost-of-pictures.ts';

/** Ticks in a month of thirty days, one every quarter of an hour. */
export const summaryTicksPerMonth = 30 * 24 * 4;

const nothing: PictureUsage = {
  ...{ rekognitionImages: 0, s3Puts: 0, s3Gets: 0, events: 0, sqsRequests: 0, snsPublishes: 0 },
  ...{ lambdaRequests: 0, lambdaGigabyteSeconds: 0, logKilobytes: 0 },
};

/**
 * What the reporter asks of AWS at one tick while its hour has not come, or is over: it reads its notes.
 *
 * SQS: send, receive and delete.
 */
export const summaryTickUsage: PictureUsage = {
  ...nothing,
  ...{ s3Gets: 1, sqsRequests: 3, lambdaRequests: 1 },
  // 0.25 GB × 0.2 s: an estimate.
  ...{ lambdaGigabyteSeconds: 0.05, logKilobytes: 0.8 },
};

/**
 * What one summary asks for besides: as the day begins each camera's heartbeat and incidents; when it is
 * told the day's shards, one per camera and hour at most, a dozen thumbnails, and what is known of each
 * camera. Its notes are written twice, its message is claimed, sent and committed.
 */
export function summaryUsage(cameras: number): PictureUsage {
  return {
    ...nothing,
    ...{ s3Puts: 4, s3Gets: 1 + 12 + cameras * (24 + 3), snsPublishes: 1 },
    // 0.25 GB × 2 s: an estimate.
    lambdaGigabyteSeconds: 0.5,
  };
}
