import { createSign } from 'node:crypto';
import type { GalleryPlace } from '../gallery-link.ts';

type Signer = {
  readonly domain: string;
  /** The name that CloudFront gave the public key. */
  readonly keyId: string;
  /** PEM. */
  readonly privateKey: string;
};

/**
 * A link that opens the gallery until a certain time: CloudFront's own signature, on a policy for the
 * whole domain. Whoever has the link has the gallery.
 */
export function signGalleryLink(signer: Signer, place: GalleryPlace, expiresAt: Date): string {
  const policy = JSON.stringify({
    Statement: [
      {
        Resource: `https://${signer.domain}/*`,
        Condition: { DateLessThan: { 'AWS:EpochTime': Math.floor(expiresAt.getTime() / 1000) } },
      },
    ],
  });
  // The only digest that CloudFront takes without being told of another.
  const signature = createSign('RSA-SHA1').update(policy).sign(signer.privateKey);
  const query = new URLSearchParams({
    p: cookieSafe(Buffer.from(policy)),
    s: cookieSafe(signature),
    k: signer.keyId,
    ...(place.day === undefined ? {} : { day: place.day }),
    ...(place.image === undefined ? {} : { image: place.image }),
  });
  return `https://${signer.domain}/enter?${query.toString().replaceAll('%7E', '~')}`;
}

// CloudFront's own variant of base64.
function cookieSafe(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('+', '-').replaceAll('=', '_').replaceAll('/', '~');
}
