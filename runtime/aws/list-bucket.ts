import { ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import type { ListedBlob } from '../blob-store.ts';

/** Lists all objects below a prefix, page by page, in the order of their keys. */
export async function* listBucket(
  client: Pick<S3Client, 'send'>,
  bucket: string,
  prefix: string,
): AsyncGenerator<ListedBlob> {
  let token: string | undefined;
  do {
    const page = await listPage(client, bucket, prefix, token);
    for (const { Key, Size, LastModified } of page.Contents ?? []) {
      if (Key === undefined) continue;
      const lastModified = LastModified ?? new Date(0);
      yield { key: decodedKey(Key), sizeBytes: Size ?? 0, lastModified };
    }
    token = page.NextContinuationToken;
  } while (token !== undefined);
}

async function listPage(
  client: Pick<S3Client, 'send'>,
  bucket: string,
  prefix: string,
  token: string | undefined,
) {
  try {
    return await client.send(
      new ListObjectsV2Command({
        ...{ Bucket: bucket, Prefix: prefix },
        // XML has no way to write the control characters that a key may contain.
        EncodingType: 'url',
        ...(token === undefined ? {} : { ContinuationToken: token }),
      }),
    );
  } catch (error) {
    throw new Error(`list objects below ${prefix}`, { cause: error });
  }
}

function decodedKey(key: string): string {
  return decodeURIComponent(key.replaceAll('+', ' '));
}
