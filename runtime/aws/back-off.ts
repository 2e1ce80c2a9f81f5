import { setTimeout as sleep } from 'node:timers/promises';

const baseMilliseconds = 20;

/** Waits before another attempt, twice as long each time; by chance, so that rivals part. */
export async function backOff(attempt: number): Promise<void> {
  const longest = baseMilliseconds * 2 ** attempt;
  await sleep(longest / 2 + (Math.random() * longest) / 2);
}
