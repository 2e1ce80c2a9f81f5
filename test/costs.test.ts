import { describe, expect, it } from 'vitest';
import { costOfMonth } from '../contracts/cost-of-month.ts';
import { costOfPictures } from '../contracts/cost-of-pictures.ts';
import { comingsPerDay, comingUsage } from '../contracts/hold-usage.ts';
import {
  busyPauseSeconds,
  costOfPage,
  monthOfPage,
  openingUsage,
  quietPauseSeconds,
} from '../contracts/page-usage.ts';
import { mailUsage } from '../contracts/picture-usage.ts';
import { pricesOf } from '../contracts/price-table.ts';
import {
  summaryTicksPerMonth,
  summaryTickUsage,
  summaryUsage,
} from '../contracts/summary-usage.ts';
import { comparisonUsage, sweepsPerMonth, sweepUsage } from '../contracts/sweep-usage.ts';
import { ticksPerMonth, tickUsage } from '../contracts/watch-usage.ts';

const days = 30;
const alarmShare = 0.1;
// An API destination is called for 0.20 dollars a million times, in every region.
const thousandMessages = (0.2 / 1_000).toFixed(4);

const seenDay = { shards: 2 * 24, thumbnails: 100 };
const openedDay = openingUsage(seenDay);
const perHour = monthOfPage(openedDay, { openings: 0, openHours: 1 }).requests;

describe('what the pipeline costs on AWS', () => {
  it.each(['us-east-1', 'us-west-2', 'eu-west-1', 'eu-central-1'])(
    'stays below five cents per thousand quiet pictures in %s, Rekognition aside',
    (region) => {
      expect(costOfMonth({ alarms: 0, quiet: 1_000 }, region).otherDollars).toBeLessThan(0.05);
    },
  );

  it('lets a family look at the page for an hour a day without paying CloudFront', () => {
    const month = monthOfPage(openedDay, { openings: 300, openHours: 30 });
    const { cloudFrontDollars, s3Dollars } = costOfPage(month, pricesOf('eu-west-1'));
    expect(cloudFrontDollars).toBe(0);
    expect(s3Dollars).toBeLessThan(0.5);
  });

  it('is told in the documentation', async () => {
    const rows = [50, 350, 3_000].map((perDay) => costRow(perDay, 'eu-west-1'));
    const { asOf } = pricesOf('eu-west-1');
    const text = [
      '# What it costs',
      '',
      `Prices of ${asOf} in eu-west-1, US dollars a month, one picture in ten an alarm, no free tier counted.`,
      'Written by `npx vitest run test/costs.test.ts -u`.',
      '',
      '| pictures a day | Rekognition | everything else | together |',
      '| ---: | ---: | ---: | ---: |',
      ...rows,
      '',
      'Storage comes on top: 3,000 pictures of 100 kB are 0.3 GB, or less than a cent a month.',
      '',
      `Looking every five minutes whether the cameras live costs ${watchCost(1)} a month with one camera and ${watchCost(8)}`,
      'with eight, whatever they send.',
      '',
      `A summary a day costs ${summaryCost(1)} a month with one camera and ${summaryCost(8)} with eight.`,
      '',
      `Looking every hour for pictures that stopped halfway costs ${sweepCost(1)} a month with one camera and ${sweepCost(8)} with eight.`,
      '',
      `Webhooks cost nothing but ${thousandMessages} for each thousand messages; keeping their secrets is AWS's own affair.`,
      '',
      `A thousand mails by SES, with their pictures and claims, cost ${mailCost(1_000)} for each who gets them; a text`,
      'message costs 0.01 to 0.10 each, by the country.',
      '',
      '## When pictures wait',
      '',
      '`spend.stopAtDollars` ends the month: no more pictures are labelled than Rekognition takes that for. What is beyond',
      'waits for the next month, or rings unlabelled, as [you choose](notifications.md#pictures-that-cannot-be-labelled).',
      '`intellicam status` shows how much is used. It is counted in advance, in `state/spend/<month>.json`: a function sets',
      'aside one picture, then two, four, eight, and at last ten at a time, so that functions that come and go set aside in',
      'vain about as many as they label. Test pictures count.',
      '',
      `A thousand waiting pictures cost ${waitingCost('outage')} dollars a day in an outage, and ${waitingCost('budget')} while the budget is spent:`,
      'after some days, as much as labelling them would have. `ring` costs nothing of the kind.',
      '',
      '## Looking at the page on AWS',
      '',
      `Opening a day of two cameras asks CloudFront for ${openedDay.requests} things and brings ${megabytes(openedDay.gigabytes)} MB: the page, ${seenDay.shards} parts of the`,
      `index, ${seenDay.thumbnails} thumbnails. While it stays open and in sight it asks for what is new: every ${busyPauseSeconds} seconds`,
      `while pictures come, every ${quietPauseSeconds} while none do, which is up to ${perHour.toLocaleString('en')} requests an hour. CloudFront`,
      'charges nothing for the first ten million requests, terabyte and two million calls of its functions a month, for ever;',
      'what it has not kept is one GetObject. All of this is estimated, with the prices of its public page as others had stored',
      'it, for Europe, and hardly anything new while the page is open.',
      '',
      '| in a month | requests | GB | CloudFront | of this to pay | S3 |',
      '| --- | ---: | ---: | ---: | ---: | ---: |',
      pageRow('opened once a day, for a minute', { openings: 30, openHours: 0.5 }),
      pageRow('opened ten times a day, for an hour in all', { openings: 300, openHours: 30 }),
      pageRow('open all day and night', { openings: 30, openHours: 720 }),
      '',
      'Nothing is paid while nobody looks. Who has no link makes CloudFront answer and nobody else: the page for links that',
      'have ended is kept for five minutes.',
      '',
    ];
    await expect(text.join('\n')).toMatchFileSnapshot('../docs/costs.md');
  });
});

function pageRow(what: string, looking: { readonly openings: number; readonly openHours: number }) {
  const month = monthOfPage(openedDay, looking);
  const cost = costOfPage(month, pricesOf('eu-west-1'));
  const { cloudFrontWithoutFreeDollars: whole, cloudFrontDollars: paid, s3Dollars } = cost;
  const requests = Math.round(month.requests).toLocaleString('en');
  const cells = [month.gigabytes, whole, paid, s3Dollars].map((amount) => amount.toFixed(2));
  return `| ${what} | ${requests} | ${cells.join(' | ')} |`;
}

function megabytes(gigabytes: number): string {
  return (gigabytes * 1_000).toFixed(1);
}

function mailCost(mails: number): string {
  const { s3Put, sesMail, sesAttachmentGigabyte } = pricesOf('eu-west-1');
  const { s3Puts, mails: each, attachmentGigabytes } = mailUsage;
  const cost = s3Puts * s3Put + each * sesMail + attachmentGigabytes * sesAttachmentGigabyte;
  return (mails * cost).toFixed(2);
}

function watchCost(cameras: number): string {
  const prices = pricesOf('eu-west-1');
  return costOfPictures(tickUsage(cameras), ticksPerMonth, prices).everythingElse.toFixed(2);
}

function waitingCost(kind: keyof typeof comingsPerDay): string {
  const comings = comingsPerDay[kind] * 1_000;
  const { everythingElse } = costOfPictures(comingUsage, comings, pricesOf('eu-west-1'));
  return everythingElse.toFixed(2);
}

function summaryCost(cameras: number): string {
  const prices = pricesOf('eu-west-1');
  const ticks = costOfPictures(summaryTickUsage, summaryTicksPerMonth, prices).everythingElse;
  return (ticks + costOfPictures(summaryUsage(cameras), days, prices).everythingElse).toFixed(2);
}

function sweepCost(cameras: number): string {
  const prices = pricesOf('eu-west-1');
  const sweeps = costOfPictures(sweepUsage, sweepsPerMonth, prices).everythingElse;
  const comparing = costOfPictures(comparisonUsage(cameras), days, prices).everythingElse;
  return (sweeps + comparing).toFixed(2);
}

function costRow(perDay: number, region: string): string {
  const [quiet = 0, alarms = 0] = [1 - alarmShare, alarmShare].map(
    (share) => perDay * days * share,
  );
  const { rekognitionDollars, otherDollars } = costOfMonth({ alarms, quiet }, region);
  const dollars = [rekognitionDollars, otherDollars, rekognitionDollars + otherDollars];
  const cells = dollars.map((amount) => amount.toFixed(2));
  return `| ${perDay.toLocaleString('en')} | ${cells.join(' | ')} |`;
}
