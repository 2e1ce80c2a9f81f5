import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeMetadata, encodeMetadata } from './object-metadata.ts';

describe('object metadata', () => {
  it('comes back as it was, and is printable ASCII on its way', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        const encoded = encodeMetadata({ value });
        expect(encoded.value).toMatch(/^[!-~]*$/);
        expect(decodeMetadata(encoded)).toEqual({ value });
      }),
    );
  });

  it('stays readable where it can', () => {
    const metadata = { 'captured-at': '2026-11-20T13:02:11.000Z' };
    expect(encodeMetadata(metadata)).toEqual(metadata);
  });

  it('takes what others wrote as it is', () => {
    expect(decodeMetadata({ share: '100 %' })).toEqual({ share: '100 %' });
  });
});
