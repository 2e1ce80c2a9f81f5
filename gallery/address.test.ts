import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Address,
  formatAddress,
  noFilter,
  outcomeFilters,
  parseAddress,
  views,
} from './address.ts';

const text = fc.string({ unit: 'binary', minLength: 1 });
const day = fc
  .date({ min: new Date('1970-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const hours = fc
  .tuple(fc.nat(23), fc.nat(23))
  .map((pair) => pair.sort((a, b) => a - b).map((hour) => String(hour).padStart(2, '0')))
  .map(([from = '', to = '']) => ({ from, to }));
const addresses: fc.Arbitrary<Address> = fc.record({
  view: fc.constantFrom(...views),
  day: fc.option(day, { nil: undefined }),
  camera: fc.option(text, { nil: undefined }),
  outcome: fc.constantFrom(...outcomeFilters),
  label: fc.option(text, { nil: undefined }),
  hours: fc.option(hours, { nil: undefined }),
  sure: fc.option(fc.integer({ min: 1, max: 100 }), { nil: undefined }),
  judged: fc.constantFrom('yes', 'no', undefined),
  image: fc.option(text, { nil: undefined }),
});
const nothing: Address = { ...noFilter, view: 'day', day: undefined, image: undefined };

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
    expect(formatAddress(nothing)).toBe('#');
    expect(formatAddress({ ...nothing, outcome: 'alarm', camera: 'a&b=c' })).toBe(
      '#camera=a%26b%3Dc&outcome=alarm',
    );
  });

  it('ignores days and outcomes that there cannot be', () => {
    const hash =
      '#view=x&day=../../config&outcome=none&camera=&label=&hours=9-30&sure=1e9&judged=1&image=';
    expect(parseAddress(hash)).toEqual(nothing);
    expect(parseAddress('#hours=12-09&sure=0')).toEqual(nothing);
  });
});
