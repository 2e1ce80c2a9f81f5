import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventExamples } from './event-example.ts';
import { matchesPattern } from './match-pattern.ts';

describe('any event', () => {
  const scalar = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
  const leaf = fc.oneof(scalar, fc.array(scalar, { minLength: 1, maxLength: 3 }));
  const { tree: object } = fc.letrec<{ tree: Record<string, unknown> }>((tie) => ({
    tree: fc.dictionary(fc.string({ maxLength: 4 }), fc.oneof(leaf, tie('tree')), {
      maxKeys: 4,
      depthIdentifier: 'tree',
      noNullPrototype: true,
    }),
  }));

  /** The pattern that names every value of an event, each turned by `change`. */
  function patternOf(value: object, change: (one: unknown) => unknown): Record<string, unknown> {
    return Object.fromEntries(
      Object.entries(value).map(([field, inner]) => [
        field,
        Array.isArray(inner)
          ? inner.map(change)
          : typeof inner === 'object' && inner !== null
            ? patternOf(inner, change)
            : [change(inner)],
      ]),
    );
  }

  it('matches the pattern of its own values', () => {
    fc.assert(
      fc.property(object, (one) => {
        expect(
          matchesPattern(
            patternOf(one, (value) => value),
            one,
          ),
        ).toBe(true);
      }),
    );
    for (const { detail } of Object.values(eventExamples)) {
      const { matches: _, labels: __, ...flat } = { matches: 0, labels: 0, ...detail };
      expect(
        matchesPattern(
          patternOf(flat, (value) => value),
          detail,
        ),
      ).toBe(true);
    }
  });

  it('does not match when a value differs', () => {
    const mutated = (value: unknown) => (typeof value === 'string' ? `${value}!` : [value]);
    const name = fc.string({ maxLength: 4 });
    fc.assert(
      fc.property(object, name, scalar, (one, field, value) => {
        const changed = { ...one, [field]: value };
        const pattern = { ...patternOf(changed, (same) => same), [field]: [mutated(value)] };
        expect(matchesPattern(pattern, changed)).toBe(false);
      }),
    );
  });

  it('does not match when a field is missing', () => {
    fc.assert(
      fc.property(object, fc.string({ maxLength: 4 }), scalar, (one, field, value) => {
        const { [field]: _, ...without } = one;
        expect(matchesPattern({ [field]: [value] }, without)).toBe(false);
        expect(matchesPattern({ [field]: [{ exists: false }] }, without)).toBe(true);
      }),
    );
  });

  it('passes a test or its opposite, never both', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 3 });
    const test = fc.oneof(
      letters,
      letters.map((prefix) => ({ prefix })),
      letters.map((suffix) => ({ suffix })),
    );
    fc.assert(
      fc.property(letters, test, (field, one) => {
        const passes = matchesPattern({ field: [one] }, { field });
        const opposite = matchesPattern({ field: [{ 'anything-but': one }] }, { field });
        expect(passes).not.toBe(opposite);
      }),
    );
  });

  it('agrees with a regular expression about wildcards', () => {
    const piece = fc.constantFrom('a', 'b', '.', '/', '*', '(', '$');
    const wildcard = fc
      .string({ unit: piece, maxLength: 6 })
      .map((text) => text.replace(/\*+/g, '*'));
    const value = fc.string({ unit: fc.constantFrom('a', 'b', '.', '/', '(', '$'), maxLength: 8 });
    fc.assert(
      fc.property(wildcard, value, (text, field) => {
        const source = text.replace(/[.($]/g, '\\$&').replaceAll('*', '.*');
        const expected = new RegExp(`^${source}$`, 's').test(field);
        expect(matchesPattern({ field: [{ wildcard: text }] }, { field })).toBe(expected);
      }),
      { numRuns: 500 },
    );
  });
});
