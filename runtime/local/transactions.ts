type Transactional = { transaction<Result>(change: () => Result): Promise<Result> };

const underWay = new Set<Promise<unknown>>();
let isEnding = false;

/** Runs changes as one transaction; it resolves when they are written. */
export function inTransaction<Result>(
  database: Transactional,
  change: () => Result,
): Promise<Result> {
  // Nobody waits for the work of a process that ends; what it was about to do is still in the queues.
  if (isEnding) return new Promise(() => {});
  const transaction = database.transaction(change);
  underWay.add(transaction);
  const forget = () => underWay.delete(transaction);
  transaction.then(forget, forget);
  return transaction;
}

/**
 * Begins no transaction any more, and resolves when none is under way. LMDB runs a transaction's
 * function on the main thread while a thread of the pool waits for it, and a process that ends waits for
 * that thread: one that ends in the midst of a transaction would never end.
 * Source: https://github.com/kriszyp/lmdb-js/issues/336
 */
export async function endTransactions(): Promise<void> {
  isEnding = true;
  await Promise.allSettled(underWay);
}
