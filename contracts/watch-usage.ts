import type { PictureUsage } from './cost-of-pictures.ts';

/** Ticks in a month of thirty days, one every five minutes. */
export const ticksPerMonth = (30 * 24 * 60) / 5;

/**
 * What the watchman asks of AWS at one tick while all cameras send heartbeats: it reads what it remembers
 * of each, and at every sixth looks at the heartbeat and writes. The schedule itself is free.
 *
 * SQS: send, receive and delete.
 */
export function tickUsage(cameras: number): PictureUsage {
  return {
    rekognitionImages: 0,
    s3Puts: cameras / 6,
    s3Gets: cameras * (1 + 1 / 6),
    events: 0,
    sqsRequests: 3,
    snsPublishes: 0,
    lambdaRequests: 1,
    // 0.25 GB × 0.2 s: an estimate.
    lambdaGigabyteSeconds: 0.05,
    logKilobytes: 0.8,
  };
}
