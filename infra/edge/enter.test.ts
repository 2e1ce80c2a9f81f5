import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { projectFile } from '../../runtime/project-file.ts';

type Parameter = { readonly value: string; readonly multiValue?: readonly { value: string }[] };
type Answer = {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, { readonly value: string }>>;
  readonly cookies?: Readonly<
    Record<string, { readonly value: string; readonly attributes: string }>
  >;
  readonly body?: string;
};

const source = readFileSync(projectFile('infra', 'edge', 'enter.js'), 'utf8');

/** Runs it as CloudFront does: a script with nothing around it. */
function enter(querystring: Readonly<Record<string, Parameter>>): Answer {
  const event = JSON.stringify({ request: { method: 'GET', uri: '/enter', querystring } });
  return JSON.parse(runInNewContext(`${source}\nJSON.stringify(handler(${event}))`));
}

const link = { p: { value: 'eyJT_-~' }, s: { value: 'aB9~_-' }, k: { value: 'K2JCJMDEHXQW5F' } };

describe('the way into the gallery', () => {
  it('puts what is signed into cookies, and leads to the page', () => {
    const { statusCode, headers, cookies } = enter(link);
    expect(statusCode).toBe(302);
    expect(headers).toEqual({
      'cache-control': { value: 'no-store' },
      'referrer-policy': { value: 'no-referrer' },
      'x-content-type-options': { value: 'nosniff' },
      location: { value: '/gallery/index.html' },
    });
    const attributes = 'Path=/; Max-Age=31536000; Secure; HttpOnly; SameSite=Lax';
    expect(cookies).toEqual({
      'CloudFront-Policy': { value: 'eyJT_-~', attributes },
      'CloudFront-Signature': { value: 'aB9~_-', attributes },
      'CloudFront-Key-Pair-Id': { value: 'K2JCJMDEHXQW5F', attributes },
    });
  });

  it('leads to a day, and to a picture', () => {
    const [day, image] = [{ value: '2026-11-20' }, { value: '5f0c2a9be41d7c3a8e60' }];
    expect(enter({ ...link, image, day }).headers.location?.value).toBe(
      '/gallery/index.html#day=2026-11-20&image=5f0c2a9be41d7c3a8e60',
    );
    expect(enter({ ...link, day }).headers.location?.value).toBe(
      '/gallery/index.html#day=2026-11-20',
    );
  });

  it.each([
    ['nothing', {}],
    ['no signature', { p: link.p, k: link.k }],
    ['an empty policy', { ...link, p: { value: '' } }],
    ['another site', { ...link, day: { value: '//evil.example' } }],
    ['a line break', { ...link, image: { value: `${'a'.repeat(20)}%0d%0aSet-Cookie:x` } }],
    ['a raw line break', { ...link, day: { value: '2026-11-20\n' } }],
    ['a semicolon', { ...link, s: { value: 'a; Domain=evil.example' } }],
    ['a name twice', { ...link, p: { value: 'a', multiValue: [{ value: 'a' }, { value: 'b' }] } }],
    ['something more', { ...link, location: { value: 'https://evil.example' } }],
    ['a name that every object has', { ...link, constructor: { value: 'x' } }],
    ['a prototype', { ...link, hasOwnProperty: { value: 'x' } }],
    ['too much', { ...link, p: { value: 'a'.repeat(1025) } }],
  ] as const)('refuses %s', (_, query) => {
    const { statusCode, headers, cookies, body } = enter(query);
    expect([statusCode, cookies, headers.location]).toEqual([403, undefined, undefined]);
    expect(body).toMatch(/^This is no link to the gallery/);
  });

  it('leads nowhere else, and puts nothing into a header that does not belong there', () => {
    const value = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('2026-11-20', '//x', '\r\nx:y'),
    );
    fc.assert(
      fc.property(fc.record({ p: value, s: value, k: value, day: value, image: value }), (said) => {
        const query = Object.entries(said).map(([name, one]) => [name, { value: one }]);
        const { headers, cookies = {} } = enter(Object.fromEntries(query));
        expect(headers.location?.value ?? '/gallery/index.html').toMatch(
          /^\/gallery\/index\.html(#[a-z0-9=&-]+)?$/,
        );
        for (const cookie of Object.values(cookies)) expect(cookie.value).toMatch(/^[\w~-]+$/);
      }),
    );
  });

  it('keeps to what CloudFront’s small JavaScript knows, and to what Terraform lets pass', () => {
    expect(source).not.toMatch(/[$%]\{/);
    expect(Buffer.byteLength(source)).toBeLessThan(10_240);
    for (const modern of [
      /\?\./,
      /\?\?/,
      /\bof\b/,
      /\bclass\b/,
      /\bimport\b/,
      /\bexport\b/,
      /\.\.\./,
      /hasOwn\b/,
      /\.at\(/,
    ]) {
      expect(source.replace(/^\s*\/\/.*$/gm, '')).not.toMatch(modern);
    }
  });
});
