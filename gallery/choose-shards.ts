export type Shard = { readonly camera: string; readonly hour: string };

/** How many shards are asked for at once when nothing is new: a few days' worth of one camera. */
const shardsPerRound = 12;

/**
 * Which of a day's shards to ask for in this round: those never seen, then the two newest hours,
 * and the others by turns, so that a busy day costs no more requests than a calm one and a picture
 * that arrives late still appears.
 */
export function chooseShards<T extends Shard>(
  shards: readonly T[],
  isKnown: (shard: T) => boolean,
  round: number,
): readonly T[] {
  const unknown = shards.filter((shard) => !isKnown(shard));
  const known = shards.filter(isKnown);
  const newest = new Set([...new Set(known.map(({ hour }) => hour))].sort().slice(-2));
  const recent = known.filter(({ hour }) => newest.has(hour));
  const older = known.filter(({ hour }) => !newest.has(hour));
  const turns = Math.max(shardsPerRound - recent.length, 1);
  return [...unknown, ...recent, ...takeTurn(older, turns, round)];
}

function takeTurn<T>(items: readonly T[], count: number, round: number): readonly T[] {
  if (items.length <= count) return items;
  const start = (round * count) % items.length;
  return [...items, ...items].slice(start, start + count);
}
