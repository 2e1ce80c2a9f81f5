import { expect, it } from 'vitest';
import { escapeHtml } from './escape-html.ts';

it('escapes whatever could end a text or an attribute', () => {
  expect(escapeHtml(`<a href="x" title='y'>&amp;</a>`)).toBe(
    '&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;amp;&lt;/a&gt;',
  );
});

it('leaves everything else as it is', () => {
  expect(escapeHtml('Hinterhof 😀 (é) = 100 % `x`')).toBe('Hinterhof 😀 (é) = 100 % `x`');
});
