export type Selection<Item> = {
  offer(item: Item): void;
  /** The first of all that were offered, in their order. */
  chosen(): readonly Item[];
};

/** Chooses the first `room` of any number of items, without holding many more of them. */
export function createSelection<Item>(
  room: number,
  compare: (a: Item, b: Item) => number,
  onLeftOut: (item: Item) => void = () => {},
): Selection<Item> {
  let items: Item[] = [];
  let last: Item | undefined;

  return {
    offer: (item) => {
      if (last !== undefined && compare(item, last) > 0) return onLeftOut(item);
      items.push(item);
      if (items.length >= 2 * room) cut();
    },
    chosen: () => {
      cut();
      return items;
    },
  };

  function cut(): void {
    items.sort(compare);
    for (const item of items.slice(room)) onLeftOut(item);
    items = items.slice(0, room);
    if (items.length === room) last = items.at(-1);
  }
}
