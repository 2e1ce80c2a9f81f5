/** US dollars per unit, before any free tier. Prices change: the date says when these were read. */
export type PriceTable = {
  readonly region: string;
  readonly asOf: string;
  readonly rekognitionImage: number;
  readonly s3Put: number;
  readonly s3Get: number;
  readonly s3GigabyteMonth: number;
  readonly eventBridgeEvent: number;
  readonly sqsRequest: number;
  readonly snsPublish: number;
  readonly sesMail: number;
  readonly sesAttachmentGigabyte: number;
  readonly lambdaRequest: number;
  readonly lambdaGigabyteSecondArm: number;
  readonly logsGigabyte: number;
  /** By HTTPS, from a home in the region's part of the world. */
  readonly cloudFrontRequest: number;
  readonly cloudFrontGigabyte: number;
  readonly cloudFrontFunctionCall: number;
};

// Public pricing pages, and Infracost's price files of August 2026; Rekognition's first million a month.
// CloudFront's are estimates: its page as others had stored it, without a date.
const usEast1: PriceTable = {
  region: 'us-east-1',
  asOf: '2026-08-21',
  rekognitionImage: 0.001,
  s3Put: 0.005 / 1_000,
  s3Get: 0.0004 / 1_000,
  s3GigabyteMonth: 0.023,
  eventBridgeEvent: 1 / 1_000_000,
  sqsRequest: 0.4 / 1_000_000,
  snsPublish: 0.5 / 1_000_000,
  sesMail: 0.1 / 1_000,
  sesAttachmentGigabyte: 0.12,
  lambdaRequest: 0.2 / 1_000_000,
  lambdaGigabyteSecondArm: 0.0000133334,
  logsGigabyte: 0.5,
  cloudFrontRequest: 0.01 / 10_000,
  cloudFrontGigabyte: 0.085,
  cloudFrontFunctionCall: 0.1 / 1_000_000,
};

const europe = { cloudFrontRequest: 0.012 / 10_000 };

const tables: readonly PriceTable[] = [
  usEast1,
  { ...usEast1, region: 'us-west-2' },
  { ...usEast1, ...europe, region: 'eu-west-1', logsGigabyte: 0.57 },
  {
    ...{ ...usEast1, ...europe, region: 'eu-central-1' },
    ...{ rekognitionImage: 0.0012, logsGigabyte: 0.63 },
  },
];

/** How many pictures Rekognition labels for so many dollars; undefined where there is no limit. */
export function monthlyPictures(dollars: number | undefined, region: string): number | undefined {
  if (dollars === undefined) return undefined;
  // 1 / 0.0012 dollars is a number just below what it should be.
  return Math.floor(dollars / pricesOf(region).rekognitionImage + 1e-6);
}

/** The prices of a region; those of us-east-1 where it is not in the table. */
export function pricesOf(region: string): PriceTable {
  return tables.find((table) => table.region === region) ?? usEast1;
}
