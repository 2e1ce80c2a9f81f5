import { describe, expect, it } from 'vitest';
import { consumerStateKey } from './consumer-state.ts';
import { layoutNames, placePrefixes } from './object-key.ts';

describe('what a consumer keeps for itself', () => {
  const key = consumerStateKey('doorbell', 'a/b.json');

  it.each(layoutNames)('lies in its own place in the layout %s', (layout) => {
    expect(key).toBe('state/consumers/doorbell/a/b.json');
    expect(placePrefixes(layout, 'consumers/doorbell')).toEqual(['state/consumers/doorbell/']);
  });

  it.each(['consumers/door', 'consumers/doorbell-2', 'incidents', 'visits'] as const)(
    'does not lie in %s',
    (place) => {
      const prefixes = placePrefixes('intellicam', place);
      expect(prefixes.filter((prefix) => key.startsWith(prefix))).toEqual([]);
    },
  );
});
