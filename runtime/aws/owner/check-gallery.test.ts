import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { galleryKeyFingerprint, galleryKeyParameter } from '../gallery-key-parameter.ts';
import { checkGallery } from './check-gallery.ts';

const { publicKey, privateKey } = generateKeyPairSync('rsa', {
  ...{ modulusLength: 2048, publicKeyEncoding: { type: 'spki', format: 'pem' } },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const keyParameter = galleryKeyParameter('home', galleryKeyFingerprint(publicKey));
const gallery = { domain: 'd1.cloudfront.net', keyId: 'K1', keyParameter, linkDays: 7 };

function check(answer: () => Promise<unknown>, deployed = gallery) {
  return checkGallery({ send: answer as never }, { gallery: deployed });
}
const holds = (Value: string) => async () => ({ Parameter: { Value } });

describe('the gallery’s key', () => {
  it('is no matter where the page is not on AWS', async () => {
    const asked = checkGallery({ send: (() => Promise.reject(new Error('asked'))) as never }, {});
    expect(await asked).toEqual([]);
  });

  it('is in place', async () => {
    expect(await check(holds(privateKey))).toMatchObject([{ check: 'gallery', state: 'ok' }]);
  });

  it('is another than CloudFront trusts', async () => {
    const other = { ...gallery, keyParameter: galleryKeyParameter('home', '0123456789abcdef') };
    expect(await check(holds(privateKey), other)).toMatchObject([{ state: 'problem' }]);
  });

  it('is gone', async () => {
    const gone = Object.assign(new Error('none'), { name: 'ParameterNotFound' });
    const [finding] = await check(() => Promise.reject(gone));
    expect(finding).toMatchObject({
      state: 'problem',
      found: expect.stringContaining(keyParameter),
    });
    expect(finding?.todo).toContain('gallery revoke');
  });

  it('cannot be looked at without the right to', async () => {
    const denied = Object.assign(new Error('no'), { name: 'AccessDeniedException' });
    await expect(check(() => Promise.reject(denied))).rejects.toThrow('ssm:GetParameter');
  });
});
