import type { PictureUsage } from './cost-of-pictures.ts';

/** How often a picture that cannot be labelled comes again in a day, once that has lasted a while. */
export const comingsPerDay = { outage: 86_400 / 340, budget: 86_400 / 675 } as const;

/**
 * What each coming of a waiting picture asks of AWS: its message is sent, received and deleted, five to an
 * invocation. The function knows that it has to wait, and asks nobody else.
 */
export const comingUsage: PictureUsage = {
  rekognitionImages: 0,
  s3Puts: 0,
  s3Gets: 0,
  events: 0,
  sqsRequests: 3,
  snsPublishes: 0,
  lambdaRequests: 0.2,
  // A quarter of a gigabyte for ten milliseconds of five pictures: an estimate.
  lambdaGigabyteSeconds: 0.0005,
  logKilobytes: 0.3,
};
