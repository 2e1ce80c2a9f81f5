import { useEffect, useState } from 'preact/hooks';

/** What was read: undefined while it is being read, and when it could not be. */
export type Loaded<T> = { readonly value: T | undefined; readonly failed: boolean };

/** Reads something once for each name that it has. */
export function useLoaded<T>(
  name: string,
  load: (name: string, signal: AbortSignal) => Promise<T>,
): Loaded<T> {
  const [read, setRead] = useState<Loaded<T> & { readonly name: string }>();
  useEffect(() => {
    const left = new AbortController();
    const show = (loaded: Loaded<T>) => !left.signal.aborted && setRead({ name, ...loaded });
    load(name, left.signal)
      .then((value) => show({ value, failed: false }))
      .catch(() => show({ value: undefined, failed: true }));
    return () => left.abort();
  }, [name, load]);
  return read?.name === name ? read : { value: undefined, failed: false };
}
