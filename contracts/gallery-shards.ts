import type { GalleryDay, ShardName } from './gallery-index.ts';
import { galleryShardKey } from './gallery-key.ts';

type Minutes = { readonly first: number; readonly last: number };

// Five minutes of ten thousand pictures a day fit into one part, and an hour has few parts.
const minutesOfPart = 5;

/** The keys of exactly those shards that have to be read for a day. */
export function shardKeysOf(day: string, { shards }: GalleryDay): readonly string[] {
  return shards.map((shard) => galleryShardKey({ day, ...shard }));
}

/** The shards that a picture may be listed in: its hour or, where that is split, its parts. */
export function shardsOfPicture(shard: ShardName, capturedAt: string): readonly ShardName[] {
  const part = partOf(shard, capturedAt);
  return part === undefined ? [shard] : [shard, ...shardsOfPicture(part, capturedAt)];
}

/**
 * The part of a shard that a picture belongs to; undefined when a shard is not split any further. The
 * minute is that of UTC, so that no change of time zone moves a picture to another part.
 */
export function partOf(shard: ShardName, capturedAt: string): ShardName | undefined {
  if (!isSplittable(shard)) return undefined;
  const minute = Number(capturedAt.slice(14, 16));
  const length = shard.part === undefined ? minutesOfPart : 1;
  const first = minute - (minute % length);
  const part = partName({ first, last: first + length - 1 });
  return { camera: shard.camera, hour: shard.hour, part };
}

/** Whether a shard with too many pictures can be split. */
export function isSplittable({ part }: ShardName): boolean {
  return part === undefined || part.includes('-');
}

/** Whether a shard lies within another, which must have been split then. */
export function isWithin(inner: ShardName, outer: ShardName): boolean {
  if (inner.camera !== outer.camera || inner.hour !== outer.hour) return false;
  if (inner.part === outer.part || inner.part === undefined) return false;
  const [within, around] = [minutesOf(inner), minutesOf(outer)];
  return within.first >= around.first && within.last <= around.last;
}

function minutesOf({ part }: ShardName): Minutes {
  if (part === undefined) return { first: 0, last: 59 };
  const [first = 0, last = first] = part.split('-').map(Number);
  return { first, last };
}

function partName({ first, last }: Minutes): string {
  return [...new Set([first, last])].map((minute) => String(minute).padStart(2, '0')).join('-');
}
