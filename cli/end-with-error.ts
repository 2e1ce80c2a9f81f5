import { endTransactions } from '../runtime/local/transactions.ts';
import { UsageError } from '../runtime/usage-error.ts';

let isEnding = false;

/** Says what went wrong, and ends the program: with 2 when the user can mend it, with 1 else. */
export async function endWithError(error: unknown): Promise<void> {
  // What fails because of the end is no news.
  if (isEnding) return;
  isEnding = true;
  const known = error instanceof UsageError;
  const text = error instanceof Error && !known ? error.stack : undefined;
  process.stderr.write(`intellicam: ${text ?? (known ? error.message : String(error))}\n`);
  await endTransactions();
  // Whatever is still running has no one to answer to; its work is safe in the queues.
  process.exit(known ? 2 : 1);
}
