import { vi } from 'vitest';

/** Waits until an assertion holds: long, because other tests may have the processor. */
export function eventually<Result>(assertion: () => Result | Promise<Result>): Promise<Result> {
  return vi.waitFor(assertion, { timeout: 20_000, interval: 20 });
}
