import type { BoundingBox } from '../../../contracts/label.ts';
import { boxOverlap } from './box-overlap.ts';

type Boxed = { readonly box: BoundingBox };

/**
 * Which box stands for which thing: the closest first, each thing for one box only, so that a second
 * one beside it stays a second one.
 */
export function pairBoxes<One extends Boxed, Thing extends Boxed>(
  boxes: readonly One[],
  things: readonly Thing[],
  isAllowed: (box: One, thing: Thing, overlap: number) => boolean,
): ReadonlyMap<One, Thing> {
  const pairs = boxes
    .flatMap((box) =>
      things.map((thing) => ({ box, thing, overlap: boxOverlap(box.box, thing.box) })),
    )
    .filter(({ box, thing, overlap }) => isAllowed(box, thing, overlap))
    .toSorted((a, b) => b.overlap - a.overlap);
  const found = new Map<One, Thing>();
  const taken = new Set<Thing>();
  for (const { box, thing } of pairs) {
    if (found.has(box) || taken.has(thing)) continue;
    found.set(box, thing);
    taken.add(thing);
  }
  return found;
}
