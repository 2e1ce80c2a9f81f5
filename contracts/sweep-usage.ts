import type { PictureUsage } from './cost-of-pictures.ts';

const days = 30;

/** Sweeps in a month of thirty days, one every hour. */
export const sweepsPerMonth = days * 24;

const nothing: PictureUsage = {
  ...{ rekognitionImages: 0, s3Puts: 0, s3Gets: 0, events: 0, sqsRequests: 0, snsPublishes: 0 },
  ...{ lambdaRequests: 0, lambdaGigabyteSeconds: 0, logKilobytes: 0 },
};

/**
 * What the sweeper asks of AWS once an hour while nothing is amiss: one list of `upload/`, at the price of
 * a PUT.
 *
 * SQS: send, receive and delete.
 */
export const sweepUsage: PictureUsage = {
  ...nothing,
  ...{ s3Puts: 1, sqsRequests: 3, lambdaRequests: 1 },
  // 0.25 GB × 0.3 s: an estimate.
  ...{ lambdaGigabyteSeconds: 0.075, logKilobytes: 0.8 },
};

const comparedDays = 2;
const judgedDays = 8;
// The daily audit, which is what most judge.
const judgementsPerDay = 12;

/**
 * What it asks for besides once a day, when it compares two days' records and eight days' judgements:
 * lists of them for each camera; the list of each day's shards, and of days on which somebody judged,
 * here all of them, the shards, one per camera and hour at most; and each judgement.
 */
export function comparisonUsage(cameras: number): PictureUsage {
  return {
    ...nothing,
    s3Puts: (comparedDays + judgedDays) * cameras,
    s3Gets: judgedDays * (1 + 24 * cameras + judgementsPerDay),
    // 0.25 GB × 4 s: an estimate.
    lambdaGigabyteSeconds: 1,
  };
}
