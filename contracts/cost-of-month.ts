import { costOfPictures } from './cost-of-pictures.ts';
import { alarmPictureUsage, quietPictureUsage, summaryUsage } from './picture-usage.ts';
import { pricesOf } from './price-table.ts';

/** About what so many pictures cost in US dollars. */
export type MonthCost = {
  readonly pictures: number;
  readonly alarms: number;
  readonly rekognitionDollars: number;
  /** Without storage and free tiers. */
  readonly otherDollars: number;
};

/** What so many pictures cost in a region. */
export function costOfMonth(
  { alarms, quiet }: { readonly alarms: number; readonly quiet: number },
  region: string,
): MonthCost {
  const prices = pricesOf(region);
  const costs = [
    costOfPictures(alarmPictureUsage, alarms, prices),
    costOfPictures(quietPictureUsage, quiet, prices),
    costOfPictures(summaryUsage, alarms + quiet, prices),
  ];
  const together = (part: 'rekognition' | 'everythingElse') =>
    Number(costs.reduce((sum, cost) => sum + cost[part], 0).toFixed(4));
  return {
    pictures: alarms + quiet,
    alarms,
    rekognitionDollars: together('rekognition'),
    otherDollars: together('everythingElse'),
  };
}

/** The month of a moment, and its first and last day; as everything that counts dollars, in UTC. */
export function monthOf(now: Date): {
  readonly month: string;
  readonly from: string;
  readonly to: string;
} {
  const [year, month] = [now.getUTCFullYear(), now.getUTCMonth()];
  const dayText = (moment: number) => new Date(moment).toISOString().slice(0, 10);
  const from = dayText(Date.UTC(year, month));
  return { month: from.slice(0, 7), from, to: dayText(Date.UTC(year, month + 1, 0)) };
}

/** What a month will have cost when it goes on as it began; undefined in its first hours. */
export function expectedCost(
  { rekognitionDollars, otherDollars }: Pick<MonthCost, 'rekognitionDollars' | 'otherDollars'>,
  now: Date,
): number | undefined {
  const [year, month] = [now.getUTCFullYear(), now.getUTCMonth()];
  const [begin, end] = [Date.UTC(year, month), Date.UTC(year, month + 1)];
  const gone = (now.getTime() - begin) / (end - begin);
  if (gone < leastShareOfMonth) return undefined;
  return Number(((rekognitionDollars + otherDollars) / gone).toFixed(2));
}

// Half a day says nothing of a month.
const leastShareOfMonth = 1 / 60;
