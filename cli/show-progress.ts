import type { RunCounts } from './run-counts.ts';

/** Shows how far a long run is, on a terminal only. Returns how to take it away. */
export function showProgress(counts: RunCounts): () => void {
  const { stderr } = process;
  if (!stderr.isTTY) return () => {};
  const timer = setInterval(() => {
    const done = counts.alarm + counts.quiet + counts.rejected;
    stderr.write(`\r${done} of ${counts.received} pictures sorted`);
  }, 250);
  return () => {
    clearInterval(timer);
    stderr.write('\r\x1b[K');
  };
}
