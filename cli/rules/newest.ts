type Dated = { readonly capturedAt: string; readonly imageId: string };

/** Keeps the newest of many, and counts them all. */
export function newest<Item extends Dated>(most: number) {
  let kept: readonly Item[] = [];
  let count = 0;
  return {
    add: (item: Item) => {
      count += 1;
      kept = [...kept, item].toSorted(byAge).slice(0, most);
    },
    /** The newest first. */
    kept: () => kept,
    count: () => count,
  };
}

function byAge(a: Dated, b: Dated): number {
  if (a.capturedAt !== b.capturedAt) return a.capturedAt < b.capturedAt ? 1 : -1;
  return a.imageId < b.imageId ? 1 : -1;
}
