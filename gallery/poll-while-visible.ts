/**
 * Repeats a task with a pause between its runs while somebody may be looking; returns how to stop.
 * The task handles its own failures.
 */
export function pollWhileVisible(
  task: (signal: AbortSignal) => Promise<void>,
  pauseMilliseconds: () => number,
): () => void {
  const stop = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running = false;

  async function run(): Promise<void> {
    clearTimeout(timer);
    if (running || document.hidden || stop.signal.aborted) return;
    running = true;
    await task(stop.signal);
    running = false;
    if (!stop.signal.aborted) timer = setTimeout(run, pauseMilliseconds());
  }

  document.addEventListener('visibilitychange', run, { signal: stop.signal });
  void run();
  return () => {
    stop.abort();
    clearTimeout(timer);
  };
}
