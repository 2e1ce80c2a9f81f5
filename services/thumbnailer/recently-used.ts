/** Keeps what was asked for last, by key, and forgets what was not asked for in a while. */
export function recentlyUsed<Value>(most: number) {
  const values = new Map<string, Value>();

  return { find, get, forget: (key: string) => values.delete(key) };

  function find(key: string): Value | undefined {
    const value = values.get(key);
    if (value === undefined) return undefined;
    values.delete(key);
    values.set(key, value);
    return value;
  }

  function get(key: string, make: () => Value): Value {
    const value = find(key) ?? make();
    values.set(key, value);
    const [oldest] = values.keys();
    if (values.size > most && oldest !== undefined) values.delete(oldest);
    return value;
  }
}
