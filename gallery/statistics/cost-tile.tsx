import { formatDollars } from '../format-number.ts';
import { formatDay } from '../format-time.ts';
import type { CostNow } from './read-cost.ts';
import { Tile } from './tile.tsx';

/** About what this month costs on AWS. */
export function CostTile({ cost }: { readonly cost: CostNow }) {
  const { dollars, rekognitionDollars, expected, prices } = cost;
  const parts = [
    `${formatDollars(rekognitionDollars)} of it Rekognition`,
    ...(expected === undefined ? [] : [`about ${formatDollars(expected)} for the whole month`]),
    `prices of ${formatDay(prices.asOf)} in ${prices.region}, without storage and free tiers`,
  ];
  return <Tile name="Cost this month" value={formatDollars(dollars)} basis={parts.join('; ')} />;
}
