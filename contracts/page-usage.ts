import type { PriceTable } from './price-table.ts';

/** What looking at the page on AWS asks of CloudFront, and of the bucket behind it. */
export type PageUsage = {
  readonly requests: number;
  /** The way in, once for each link that is followed. */
  readonly functionCalls: number;
  readonly s3Gets: number;
  readonly gigabytes: number;
};

/** A day on the page: how many parts its index has, and how many thumbnails come into sight. */
export type SeenDay = { readonly shards: number; readonly thumbnails: number };

/** The page's own files. */
export const fileRequests = 5;
/** The list of days, and the day's list of its parts. */
export const listRequests = 2;
/** While the page is open it asks again and again for both lists, and for so many parts at most. */
export const partsPerRound = 12;

/** How long it waits in between, while pictures come and while none do. */
export const busyPauseSeconds = 2;
export const quietPauseSeconds = 6;

const roundsPerHour = (60 * 60) / quietPauseSeconds;
// Code 35 kB compressed, a part of the index 3 kB, a thumbnail 12 kB, and some for what has not changed: estimates.
const gigabytesOf = { files: 0.000035, part: 0.000003, thumbnail: 0.000012, unchanged: 0.0000005 };

/** A link is followed, and the day comes into sight; nothing of it is in any cache. */
export function openingUsage({ shards, thumbnails }: SeenDay): PageUsage {
  const s3Gets = fileRequests + listRequests + shards + thumbnails;
  return {
    // Besides, the way in, and what the page asks of the function.
    ...{ requests: s3Gets + 2, functionCalls: 1, s3Gets },
    gigabytes: gigabytesOf.files + shards * gigabytesOf.part + thumbnails * gigabytesOf.thumbnail,
  };
}

/** The page stays open for an hour, in sight, on a day whose index has as many parts as are asked for; hardly anything comes. */
const openHourUsage: PageUsage = {
  requests: roundsPerHour * (listRequests + partsPerRound),
  functionCalls: 0,
  s3Gets: roundsPerHour * (listRequests + partsPerRound),
  gigabytes: roundsPerHour * (listRequests + partsPerRound) * gigabytesOf.unchanged,
};

/** What CloudFront gives every account each month, for ever. */
const monthlyFree = { requests: 10_000_000, functionCalls: 2_000_000, gigabytes: 1_000 };

type PageCost = {
  /** Beyond what is free. */
  readonly cloudFrontDollars: number;
  readonly cloudFrontWithoutFreeDollars: number;
  readonly s3Dollars: number;
};

/** What a month's looking costs in US dollars. */
export function costOfPage(usage: PageUsage, prices: PriceTable): PageCost {
  const dollars = ({ requests, functionCalls, gigabytes }: Omit<PageUsage, 's3Gets'>) =>
    requests * prices.cloudFrontRequest +
    functionCalls * prices.cloudFrontFunctionCall +
    gigabytes * prices.cloudFrontGigabyte;
  const beyond = (name: keyof typeof monthlyFree) => Math.max(0, usage[name] - monthlyFree[name]);
  return {
    cloudFrontDollars: dollars({
      ...{ requests: beyond('requests'), functionCalls: beyond('functionCalls') },
      gigabytes: beyond('gigabytes'),
    }),
    cloudFrontWithoutFreeDollars: dollars(usage),
    s3Dollars: usage.s3Gets * prices.s3Get,
  };
}

/** A month of openings, and of hours in which the page stays open. */
export function monthOfPage(
  opening: PageUsage,
  { openings, openHours }: { readonly openings: number; readonly openHours: number },
): PageUsage {
  const both = (name: keyof PageUsage) =>
    openings * opening[name] + openHours * openHourUsage[name];
  return {
    ...{ requests: both('requests'), functionCalls: both('functionCalls') },
    ...{ s3Gets: both('s3Gets'), gigabytes: both('gigabytes') },
  };
}
