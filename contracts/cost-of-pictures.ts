import type { PriceTable } from './price-table.ts';

/** What AWS is asked for one picture when the functions are warm. */
export type PictureUsage = {
  readonly rekognitionImages: number;
  /** PUT and COPY; DELETE is free. */
  readonly s3Puts: number;
  readonly s3Gets: number;
  readonly events: number;
  readonly sqsRequests: number;
  readonly snsPublishes: number;
  readonly lambdaRequests: number;
  readonly lambdaGigabyteSeconds: number;
  readonly logKilobytes: number;
};

type Cost = { readonly rekognition: number; readonly everythingElse: number };

/** What so many pictures cost in US dollars, storage and free tiers left aside. */
export function costOfPictures(usage: PictureUsage, pictures: number, prices: PriceTable): Cost {
  const everythingElse =
    usage.s3Puts * prices.s3Put +
    usage.s3Gets * prices.s3Get +
    usage.events * prices.eventBridgeEvent +
    usage.sqsRequests * prices.sqsRequest +
    usage.snsPublishes * prices.snsPublish +
    usage.lambdaRequests * prices.lambdaRequest +
    usage.lambdaGigabyteSeconds * prices.lambdaGigabyteSecondArm +
    (usage.logKilobytes / 1_000_000) * prices.logsGigabyte;
  return {
    rekognition: pictures * usage.rekognitionImages * prices.rekognitionImage,
    everythingElse: pictures * everythingElse,
  };
}
