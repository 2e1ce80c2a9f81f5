import type { Statistics } from '../../contracts/statistics.ts';
import { formatCount, formatShare } from '../format-number.ts';
import { CostTile } from './cost-tile.tsx';
import type { CostNow } from './read-cost.ts';
import { Tile } from './tile.tsx';

type Props = {
  readonly statistics: Statistics;
  /** On AWS only. */
  readonly cost: CostNow | undefined;
};

/** The numbers that matter most, each with what it rests on. */
export function Tiles({ statistics, cost }: Props) {
  const { alarm, pictures, quiet, filteredAway, precision, missed, judged } = statistics;
  return (
    <dl class="tiles">
      <Tile
        name="Alarms"
        value={formatCount(alarm)}
        basis={`of ${formatCount(pictures)} pictures`}
      />
      <Tile
        name="Kept quiet"
        value={filteredAway === undefined ? '–' : formatShare(filteredAway)}
        basis={`${formatCount(quiet)} pictures that nobody had to look at`}
      />
      <Tile
        name="Alarms that were right"
        value={precision === undefined ? '–' : formatShare(precision.share)}
        basis={
          precision === undefined
            ? 'no alarm is judged yet'
            : `${formatCount(precision.count)} of ${formatCount(precision.among)} judged; ` +
              `between ${formatShare(precision.low)} and ${formatShare(precision.high)}`
        }
      />
      <Tile
        name="Missed, as far as one can tell"
        value={missed === undefined ? '–' : formatCount(Math.round(missed.expected))}
        basis={missedBasis({ missed, judged, quiet })}
      />
      {cost !== undefined && <CostTile cost={cost} />}
    </dl>
  );
}

function missedBasis({
  missed,
  judged,
  quiet,
}: Pick<Statistics, 'missed' | 'judged' | 'quiet'>): string {
  if (missed !== undefined) {
    return (
      `${formatCount(missed.count)} missed and ${formatCount(judged['right-quiet'] ?? 0)} with nothing, ` +
      `of ${formatCount(missed.among)} quiet ones reviewed; ` +
      `at most ${formatCount(Math.ceil(missed.high * quiet))}`
    );
  }
  return judged.missed === 0
    ? 'nobody has reviewed quiet pictures yet'
    : `${formatCount(judged.missed)} reported, but nobody has reviewed the other quiet pictures`;
}
