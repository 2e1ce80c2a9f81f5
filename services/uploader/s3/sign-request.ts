import { createHmac, hash } from 'node:crypto';

/** An access key, with a token when it is a temporary one. */
export type AccessKey = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
};

type Unsigned = {
  readonly host: string;
  /** As it is sent, every sign escaped that S3 wants escaped. */
  readonly path: string;
  /** Lower case, without blanks at the ends; `x-amz-content-sha256` is the hash of the body. */
  readonly headers: Readonly<Record<string, string>> & { readonly 'x-amz-content-sha256': string };
};

export type Signer = (unsigned: Unsigned, key: AccessKey, now: Date) => Record<string, string>;

const algorithm = 'AWS4-HMAC-SHA256';

/**
 * Signs the PUT of an object (AWS's Signature Version 4); gives back all headers. AWS's own library
 * does the same, which a test compares, and takes a seventh of a picture's processor time for it.
 */
export function s3Signer(region: string): Signer {
  let known: { readonly from: string; readonly signingKey: Buffer } | undefined;
  return (unsigned, { accessKeyId, secretAccessKey, sessionToken }, now) => {
    const time = now.toISOString().replace(/[-:]|\.\d+/g, '');
    const day = time.slice(0, 8);
    const scope = `${day}/${region}/s3/aws4_request`;
    const headers: Record<string, string> = {
      ...{ ...unsigned.headers, host: unsigned.host, 'x-amz-date': time },
      ...(sessionToken === undefined ? {} : { 'x-amz-security-token': sessionToken }),
    };
    // In the order of their bytes, which is that of names like these.
    const sorted = Object.keys(headers).toSorted();
    const names = sorted.join(';');
    const lines = sorted.map((name) => `${name}:${headers[name]}\n`).join('');
    const body = unsigned.headers['x-amz-content-sha256'];
    const request = ['PUT', unsigned.path, '', lines, names, body].join('\n');
    const signature = createHmac('sha256', signingKey(secretAccessKey, day))
      .update([algorithm, time, scope, hash('sha256', request)].join('\n'))
      .digest('hex');
    const credential = `Credential=${accessKeyId}/${scope}`;
    const authorization = `${algorithm} ${credential}, SignedHeaders=${names}, Signature=${signature}`;
    return { ...headers, authorization };
  };

  function signingKey(secret: string, day: string): Buffer {
    const from = `${day} ${secret}`;
    if (known?.from !== from) {
      const signingKey = [day, region, 's3', 'aws4_request'].reduce<string | Buffer>(
        (key, part) => createHmac('sha256', key).update(part).digest(),
        `AWS4${secret}`,
      );
      known = { from, signingKey: Buffer.from(signingKey) };
    }
    return known.signingKey;
  }
}
