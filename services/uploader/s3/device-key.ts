import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  X509Certificate,
} from 'node:crypto';

/** Makes a private key, in PEM. It never leaves this machine. */
export function makeKey(): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

// The few words of ASN.1 that a request needs (RFC 2986).
const [integer, bitString, utf8, sequence, set, attributes] = [0x02, 0x03, 0x0c, 0x30, 0x31, 0xa0];
const commonName = Buffer.from('0603550403', 'hex');
const ecdsaWithSha256 = Buffer.from('06082a8648ce3d040302', 'hex');

/** The request for a certificate of a key on the curve P-256, in PEM. Node.js has nothing for it. */
export function signingRequest(key: string, subject: string): string {
  const privateKey = createPrivateKey(key);
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  const name = der(sequence, commonName, der(utf8, Buffer.from(subject)));
  const [version, names] = [der(integer, Buffer.of(0)), der(sequence, der(set, name))];
  const asked = der(sequence, version, names, publicKey, der(attributes));
  const signature = Buffer.concat([Buffer.of(0), sign('sha256', asked, privateKey)]);
  const request = der(sequence, asked, der(sequence, ecdsaWithSha256), der(bitString, signature));
  const lines = request.toString('base64').replace(/.{64}(?=.)/g, '$&\n');
  return `-----BEGIN CERTIFICATE REQUEST-----\n${lines}\n-----END CERTIFICATE REQUEST-----\n`;
}

/** Whether a certificate was made for a key. */
export function belongsTogether(certificate: string, key: string): boolean {
  try {
    return new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key));
  } catch {
    return false;
  }
}

function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const prefix =
    length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.of(tag, ...prefix), content]);
}
