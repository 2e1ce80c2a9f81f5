import { generateKeyPairSync } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { judgeCookies } from '../../test/edge/judge-cookies.ts';
import { galleryKeyFingerprint, galleryKeyParameter } from './gallery-key-parameter.ts';
import { signedGalleryLink } from './gallery-link-port.ts';
import { signGalleryLink } from './sign-gallery-link.ts';

const pem = { type: 'spki', format: 'pem' } as const;
const { publicKey, privateKey } = generateKeyPairSync('rsa', {
  ...{ modulusLength: 2048, publicKeyEncoding: pem },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const [domain, keyId] = ['d111111abcdef8.cloudfront.net', 'K2JCJMDEHXQW5F'];
const keys = new Map([[keyId, publicKey]]);
const expiresAt = new Date('2026-11-27T12:00:00.500Z');
const before = new Date('2026-11-27T11:59:59Z');

describe('a link to the gallery', () => {
  let link: URL;
  beforeAll(() => {
    const signer = { domain, keyId, privateKey };
    const place = { day: '2026-11-20', image: '5f0c2a9be41d7c3a8e60' };
    link = new URL(signGalleryLink(signer, place, expiresAt));
  });
  const judge = (url: string, now: Date, change = {}) => {
    const said = new URLSearchParams({ ...Object.fromEntries(link.searchParams), ...change });
    const [policy, signature, id] = ['p', 's', 'k'].map((name) => said.get(name) ?? undefined);
    return judgeCookies({ policy, signature, keyId: id }, { url, now, keys });
  };

  it('carries what the way in needs, as it takes it', () => {
    expect(link.origin + link.pathname).toBe(`https://${domain}/enter`);
    expect(link.searchParams.get('day')).toBe('2026-11-20');
    expect(link.searchParams.get('image')).toBe('5f0c2a9be41d7c3a8e60');
    expect(link.search).not.toContain('%');
    for (const name of ['p', 's', 'k']) expect(link.searchParams.get(name)).toMatch(/^[\w~-]+$/);
  });

  it('opens everything of this domain, and nothing of another', () => {
    expect(judge(`https://${domain}/jpg_alarm/garden/a%20b.jpg`, before)).toBe('allowed');
    expect(judge('https://d222.cloudfront.net/gallery/index.html', before)).toBe('other resource');
    expect(judge(`https://${domain}.evil.example/`, before)).toBe('other resource');
  });

  it('ends when it was to end', () => {
    expect(judge(`https://${domain}/`, new Date('2026-11-27T12:00:00Z'))).toBe('expired');
  });

  it('is worth nothing once it was changed, or its key is no longer trusted', () => {
    const later = Buffer.from(link.searchParams.get('p') ?? '', 'base64')
      .toString()
      .replace('1795', '1895');
    const forged = Buffer.from(later).toString('base64').replaceAll('=', '_');
    expect(judge(`https://${domain}/`, before, { p: forged })).toBe('wrong signature');
    expect(judge(`https://${domain}/`, before, { k: 'KOTHER' })).toBe('unknown key');
  });

  it('is signed for as long as its owner said, with a key that is read once', async () => {
    const asked: unknown[] = [];
    const fingerprint = galleryKeyFingerprint(publicKey);
    expect(fingerprint).toMatch(/^[0-9a-f]{16}$/);
    const keyParameter = galleryKeyParameter('home', fingerprint);
    const ssm = {
      send: async ({ input }: { input: unknown }) => {
        asked.push(input);
        if (asked.length === 1) throw new Error('throttled');
        return { Parameter: { Value: privateKey } };
      },
    };
    const make = signedGalleryLink({
      ssm: ssm as never,
      gallery: { domain, keyId, keyParameter, linkDays: 7 },
      now: () => new Date('2026-11-20T12:00:00Z'),
    });
    await expect(make({})).rejects.toThrow('throttled');
    const [first] = await Promise.all([make({}), make({ day: '2026-11-20' })]);
    expect(asked).toHaveLength(2);
    expect(asked[1]).toEqual({ Name: keyParameter, WithDecryption: true });
    link = new URL(first);
    expect(judge(`https://${domain}/`, before)).toBe('allowed');
    expect(judge(`https://${domain}/`, new Date('2026-11-27T12:00:00Z'))).toBe('expired');
  });
});
