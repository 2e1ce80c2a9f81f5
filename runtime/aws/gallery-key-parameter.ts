import { createHash, createPublicKey } from 'node:crypto';

/** Names a public key for ever: the first half of its digest. */
export function galleryKeyFingerprint(publicKey: string): string {
  const der = createPublicKey(publicKey).export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(der).digest('hex').slice(0, 16);
}

/** Where the private half of a key lies in the owner's account, and nowhere else. */
export function galleryKeyParameter(stage: string, fingerprint: string): string {
  return `/intellicam/${stage}/gallery-key/${fingerprint}`;
}
