import fc from 'fast-check';

/** Any code point but half ones; fast-check's own unit for it takes a second to build. */
export const anyCharacter = fc
  .nat({ max: 0x10f7ff })
  .map((point) => String.fromCodePoint(point < 0xd800 ? point : point + 0x800));

/** Text for property tests of keys and names, rich in what those trip over. */
export const anyText = fc.string({
  unit: fc.oneof(fc.constantFrom(...' %+/.\n\0"<&'), anyCharacter),
});
