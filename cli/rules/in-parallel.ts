/** Does something with each of many, some at a time; results come as they are ready. */
export async function* inParallel<Item, Result>(
  items: AsyncIterable<Item> | Iterable<Item>,
  most: number,
  run: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const running = new Set<Promise<{ readonly own: () => void; readonly result: Result }>>();
  const next = async () => {
    const { own, result } = await Promise.race(running);
    own();
    return result;
  };
  for await (const item of items) {
    const started = run(item).then((result) => ({ own: () => running.delete(started), result }));
    // Whoever waits for it is told; until then it is no error that nobody handles.
    started.catch(() => undefined);
    running.add(started);
    if (running.size >= most) yield await next();
  }
  while (running.size > 0) yield await next();
}
