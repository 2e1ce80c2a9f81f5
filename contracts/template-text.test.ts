import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { TemplateTextSchema, templateText } from './template-text.ts';

// Lone surrogates, too.
const character = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code));
const anyText = fc.string({ unit: fc.oneof(fc.constantFrom(...'"\\<>\n '), character) });

describe('text for a template', () => {
  it.each([
    ['Person at garden', 'Person at garden'],
    ['⏰ Zürich – 入口 ⏰', '⏰ Zürich – 入口 ⏰'],
    ['"quoted"\\n', '”quoted”⧵n'],
    ['one\r\n\ttwo\u2028three', 'one two three'],
    ['</script><camera>', '‹/script›‹camera›'],
    ['a\u202eb\u0000c\ud800d', 'a b c d'],
    [' \n ', ''],
  ])('of %j is %j', (text, expected) => {
    expect(templateText(text)).toBe(expected);
  });

  it('is the same between quotes of JSON as escaped, and when it is made again', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const made = templateText(text);
        expect(JSON.stringify(made)).toBe(`"${made}"`);
        expect(templateText(made)).toBe(made);
        expect(made === '' || v.is(TemplateTextSchema, made)).toBe(true);
      }),
    );
  });
});
