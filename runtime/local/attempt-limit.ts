const [mostFailures, withinMilliseconds] = [5, 10 * 60_000];
const mostAddresses = 1000;

/** Counts who fails how often: after five in ten minutes an address has to wait. */
export function attemptLimit(now: () => Date) {
  const failures = new Map<string, number[]>();

  const recentOf = (address: string): number[] => {
    const since = now().getTime() - withinMilliseconds;
    return (failures.get(address) ?? []).filter((at) => at > since);
  };

  return {
    allows: (address: string): boolean => recentOf(address).length < mostFailures,
    /** Counted before it is known, so that many at the same time are not all let through. */
    failed(address: string): void {
      const recent = [...recentOf(address), now().getTime()];
      failures.delete(address);
      const [oldest] = failures.keys();
      if (failures.size >= mostAddresses && oldest !== undefined) failures.delete(oldest);
      failures.set(address, recent);
    },
    succeeded(address: string): void {
      failures.delete(address);
    },
  };
}
