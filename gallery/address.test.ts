import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Address, formatAddress, outcomeFilters, parseAddress } from './address.ts';

const text = fc.string({ unit: 'binary', minLength: 1 });
const day = fc
  .date({ min: new Date('1970-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const addresses: fc.Arbitrary<Address> = fc.record({
  day: fc.option(day, { nil: undefined }),
  camera: fc.option(text, { nil: undefined }),
  outcome: fc.constantFrom(...outcomeFilters),
  image: fc.option(text, { nil: undefined }),
});

describe('an address', () => {
  it('reads back as it was written, whatever cameras are called', () => {
    fc.assert(
      fc.property(addresses, (address) => {
        expect(parseAddress(formatAddress(address))).toEqual(address);
      }),
    );
  });

  it('never fails to be read', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (hash) => {
        expect(outcomeFilters).toContain(parseAddress(hash).outcome);
      }),
    );
  });

  it('is short when little is said', () => {
    const nothing = {
      day: undefined,
      camera: undefined,
      outcome: 'all',
      image: undefined,
    } as const;
    expect(formatAddress(nothing)).toBe('#');
    expect(formatAddress({ ...nothing, outcome: 'alarm', camera: 'a&b=c' })).toBe(
      '#camera=a%26b%3Dc&outcome=alarm',
    );
  });

  it('ignores days and outcomes that there cannot be', () => {
    expect(parseAddress('#day=../../config&outcome=none&camera=&image=')).toEqual({
      day: undefined,
      camera: undefined,
      outcome: 'all',
      image: undefined,
    });
  });
});
