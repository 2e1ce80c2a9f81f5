import type { ShardName } from '../contracts/gallery-index.ts';

export type Shard = ShardName;

/** How many shards are asked for at once when nothing is new: a few days' worth of one camera. */
const shardsPerRound = 12;

/**
 * Which of a day's shards to ask for in this round: those never seen, then the two newest hours or
 * parts of one, and the others by turns, so that a busy day costs no more requests than a calm one and a picture
 * that arrives late still appears.
 */
export function chooseShards<T extends Shard>(
  shards: readonly T[],
  isKnown: (shard: T) => boolean,
  round: number,
): readonly T[] {
  const unknown = shards.filter((shard) => !isKnown(shard));
  const known = shards.filter(isKnown);
  const newest = new Set([...new Set(known.map(timeOf))].sort().slice(-2));
  const recent = known.filter((shard) => newest.has(timeOf(shard)));
  const older = known.filter((shard) => !newest.has(timeOf(shard)));
  const turns = Math.max(shardsPerRound - recent.length, 1);
  return [...unknown, ...recent, ...takeTurn(older, turns, round)];
}

function timeOf({ hour, part = '' }: Shard): string {
  return `${hour}:${part}`;
}

function takeTurn<T>(items: readonly T[], count: number, round: number): readonly T[] {
  if (items.length <= count) return items;
  const start = (round * count) % items.length;
  return [...items, ...items].slice(start, start + count);
}
