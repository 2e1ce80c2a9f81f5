import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gsmLength, gsmText } from './gsm-text.ts';

// Typed off GSM 03.38, apart from the code.
const alphabet =
  /^[@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&'()*+,\-./0-9:;<=>?¡A-ZÄÖÑÜ§¿a-zäöñüà^{}\\[~\]|€]*$/;

describe('the text of a text message', () => {
  it.each([
    ['Person at garden', 'Person at garden'],
    ['Füße am Gärtchen, 5 €', 'Füße am Gärtchen, 5 €'],
    ['ça “marche” – très bien…', 'ca "marche" - très bien...'],
    ['Łódź, São Paulo', 'Lodz, Sao Paulo'],
    ['⏰ Alarm', '? Alarm'],
    ['людина', '?'],
    ['a\u202eb\u200fc\u0000d', 'abcd'],
    ['ﬁne ①', 'fine 1'],
  ])('carries %j as %j', (text, carried) => {
    expect(gsmText(text, 160)).toBe(carried);
  });

  it('counts two places for what is not in the first table', () => {
    expect(gsmLength('a^{}\\[~]|€')).toBe(19);
    expect(gsmText('€'.repeat(80), 160)).toBe('€'.repeat(80));
    expect(gsmText('€'.repeat(81), 160)).toBe(`${'€'.repeat(78)}...`);
  });

  it('never takes more places than there are, nor a character that there is not', () => {
    const character = fc.oneof(
      fc.constantFrom('€', '[', '~', 'é', 'ß', '…', '\n', '‘', '😀', '\u202e', '\u0301'),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    );
    fc.assert(
      fc.property(
        fc.string({ unit: character, maxLength: 400 }),
        fc.integer({ min: 10, max: 160 }),
        (text, longest) => {
          const short = gsmText(text, longest);
          expect(short).toMatch(alphabet);
          expect(gsmLength(short)).toBeLessThanOrEqual(longest);
          // Nothing is lost of what fits.
          expect(gsmText(short, longest)).toBe(short);
        },
      ),
    );
  });
});
