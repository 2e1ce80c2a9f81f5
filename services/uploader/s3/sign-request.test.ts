import { createHash, createHmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AccessKey, type Signer, s3Signer } from './sign-request.ts';

/** The hash in the shape that AWS's own signer asks for. */
class Sha256 {
  private readonly hash;
  constructor(secret?: unknown) {
    this.hash = secret === undefined ? createHash('sha256') : createHmac('sha256', bytes(secret));
  }
  update(data: unknown): void {
    this.hash.update(bytes(data));
  }
  async digest(): Promise<Uint8Array> {
    return this.hash.digest();
  }
}

function bytes(data: unknown): string | Uint8Array {
  if (typeof data === 'string' || data instanceof Uint8Array) return data;
  throw new Error('hash something else than text and bytes');
}

const word = (signs: string) => fc.string({ unit: fc.constantFrom(...signs), minLength: 1 });
const letters = 'abcdefghijklmnopqrstuvwxyz';
const path = word(`${letters}%20-_.~/`).map((text) => `/pictures/${text}`);
const metadata = fc.dictionary(word(`${letters}-`), word(`${letters}%0123456789:;,=+/-_!`));
const key = fc.record({
  accessKeyId: word(letters.toUpperCase()),
  secretAccessKey: word(`${letters}+/`),
  sessionToken: fc.option(word(`${letters}+/=`), { nil: undefined }),
});
const now = fc.date({
  min: new Date('2020-01-01'),
  max: new Date('2099-12-31'),
  noInvalidDate: true,
});

describe('s3Signer', () => {
  it('signs as AWS’s own library does', async () => {
    const sign = s3Signer(region);
    await fc.assert(
      fc.asyncProperty(path, metadata, key, now, async (...request) => {
        expect(ours(sign, ...request)).toEqual(await theirs(...request));
      }),
    );
  });

  it('signs with the same key on many days', async () => {
    const sign = s3Signer(region);
    const accessKey = { accessKeyId: 'AKIA', secretAccessKey: 'secret', sessionToken: undefined };
    for (const day of ['2026-11-20', '2026-11-21', '2026-11-20']) {
      const request = ['/pictures/a.jpg', {}, accessKey, new Date(day)] as const;
      expect(ours(sign, ...request)).toEqual(await theirs(...request));
    }
  });
});

const region = 'eu-west-1';
const host = 'pictures.s3.eu-west-1.amazonaws.com';

type Request = readonly [
  path: string,
  metadata: Readonly<Record<string, string>>,
  key: AccessKey,
  now: Date,
];

function headersOf(signedPath: string, known: Readonly<Record<string, string>>) {
  const meta = Object.entries(known).map(([name, text]) => [`x-amz-meta-${name}`, text]);
  return {
    ...{ 'content-type': 'image/jpeg', 'if-none-match': '*', ...Object.fromEntries(meta) },
    'x-amz-content-sha256': createHash('sha256').update(signedPath).digest('hex'),
  };
}

function ours(sign: Signer, ...[signedPath, known, accessKey, time]: Request) {
  const unsigned = { host, path: signedPath, headers: headersOf(signedPath, known) };
  return sign(unsigned, accessKey, time);
}

async function theirs(...[signedPath, known, { sessionToken, ...accessKey }, time]: Request) {
  const signer = new SignatureV4({
    ...{ service: 's3', region, sha256: Sha256, uriEscapePath: false, applyChecksum: false },
    credentials: { ...accessKey, ...(sessionToken === undefined ? {} : { sessionToken }) },
  });
  const { headers } = await signer.sign(
    {
      ...{ method: 'PUT', protocol: 'https:', hostname: host, path: signedPath },
      headers: { ...headersOf(signedPath, known), host },
    },
    { signingDate: time },
  );
  return headers;
}
