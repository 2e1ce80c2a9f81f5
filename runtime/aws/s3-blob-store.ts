import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  type GetObjectCommandOutput,
  HeadObjectCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { urlPath } from '../../contracts/object-key.ts';
import type {
  BlobStore,
  CopyOptions,
  GetOptions,
  PutOptions,
  PutResult,
  StoredBlob,
} from '../blob-store.ts';
import { isAwsError } from './aws-error.ts';
import { backOff } from './back-off.ts';
import { listBucket } from './list-bucket.ts';
import { decodeMetadata, encodeMetadata } from './object-metadata.ts';

type S3BlobStoreOptions = {
  readonly client: Pick<S3Client, 'send'>;
  readonly bucket: string;
};

/** The blob store of an account: a bucket, whose conditional requests make writes safe to race. */
export function s3BlobStore({ client, bucket }: S3BlobStoreOptions): BlobStore {
  return { get, put, copy, delete: remove, list: (prefix) => listBucket(client, bucket, prefix) };

  async function get(key: string, options: GetOptions = {}): Promise<StoredBlob | undefined> {
    const { versionId, firstBytes } = options;
    try {
      const found = await client.send(
        new GetObjectCommand({
          ...{ Bucket: bucket, Key: key },
          ...(versionId === undefined ? {} : { VersionId: versionId }),
          ...(firstBytes === undefined ? {} : { Range: `bytes=0-${firstBytes - 1}` }),
        }),
      );
      return await readBlob(found);
    } catch (error) {
      if (isMissing(error)) return undefined;
      // An empty object has no first byte.
      if (firstBytes !== undefined && isAwsError(error, 'InvalidRange')) {
        return get(key, versionId === undefined ? {} : { versionId });
      }
      throw new Error(`read object ${key}`, { cause: error });
    }
  }

  async function put(key: string, bytes: Uint8Array, options: PutOptions = {}): Promise<PutResult> {
    const { condition, contentType, metadata } = options;
    const command = new PutObjectCommand({
      ...{ Bucket: bucket, Key: key, Body: bytes, Metadata: encodeMetadata(metadata) },
      ...(contentType === undefined ? {} : { ContentType: contentType }),
      ...(condition === 'if-absent' ? { IfNoneMatch: '*' } : {}),
      ...(typeof condition === 'object' ? { IfMatch: quoted(condition.ifMatch) } : {}),
    });
    try {
      const stored = await withoutRivals(() => client.send(command));
      return { outcome: 'stored', etag: unquoted(stored.ETag) };
    } catch (error) {
      if (condition !== undefined && isRefused(error)) return { outcome: 'conflict' };
      // Replacing what was read, when it has gone meanwhile.
      if (typeof condition === 'object' && isMissing(error)) return { outcome: 'conflict' };
      throw new Error(`write object ${key}`, { cause: error });
    }
  }

  async function copy(
    from: string,
    to: string,
    { versionId, ifMatch, contentType, metadata }: CopyOptions,
  ): Promise<'copied' | 'exists' | 'missing'> {
    const version = versionId === undefined ? '' : `?versionId=${encodeURIComponent(versionId)}`;
    const command = new CopyObjectCommand({
      ...{ Bucket: bucket, Key: to, IfNoneMatch: '*' },
      CopySource: `${bucket}/${urlPath(from)}${version}`,
      CopySourceIfMatch: quoted(ifMatch),
      MetadataDirective: 'REPLACE',
      Metadata: encodeMetadata(metadata),
      ...(contentType === undefined ? {} : { ContentType: contentType }),
    });
    try {
      await withoutRivals(() => client.send(command));
      return 'copied';
    } catch (error) {
      if (isMissing(error)) return 'missing';
      // Either condition answers with the same error.
      if (isRefused(error)) return (await etagOf(to)) === undefined ? 'missing' : 'exists';
      throw new Error(`copy object ${from} to ${to}`, { cause: error });
    }
  }

  async function remove(key: string, ifMatch: string): Promise<'deleted' | 'missing' | 'conflict'> {
    const command = new DeleteObjectCommand({
      ...{ Bucket: bucket, Key: key, IfMatch: quoted(ifMatch) },
    });
    try {
      await withoutRivals(() => client.send(command));
      return 'deleted';
    } catch (error) {
      if (isMissing(error)) return 'missing';
      if (isRefused(error)) return (await etagOf(key)) === undefined ? 'missing' : 'conflict';
      throw new Error(`delete object ${key}`, { cause: error });
    }
  }

  async function etagOf(key: string): Promise<string | undefined> {
    try {
      const head = await client.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
      return unquoted(head.ETag);
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw new Error(`look at object ${key}`, { cause: error });
    }
  }
}

async function readBlob(found: GetObjectCommandOutput): Promise<StoredBlob> {
  const bytes = (await found.Body?.transformToByteArray()) ?? new Uint8Array();
  const whole = /\/(\d+)$/.exec(found.ContentRange ?? '')?.[1];
  return {
    bytes,
    etag: unquoted(found.ETag),
    sizeBytes: whole === undefined ? bytes.length : Number(whole),
    lastModified: found.LastModified ?? new Date(0),
    metadata: decodeMetadata(found.Metadata),
    ...(found.VersionId === undefined ? {} : { versionId: found.VersionId }),
  };
}

const mostAttempts = 5;

// S3 answers 409 when two conditional requests for one key meet; one of them has to come again.
async function withoutRivals<Output>(send: () => Promise<Output>, attempt = 1): Promise<Output> {
  try {
    return await send();
  } catch (error) {
    const met = isAwsError(error, 'ConditionalRequestConflict', 'OperationAborted');
    if (!met || attempt >= mostAttempts) throw error;
    await backOff(attempt);
    return withoutRivals(send, attempt + 1);
  }
}

// Not every 404: a bucket that is not there is a mistake, and no reason to take a picture for gone.
function isMissing(error: unknown): boolean {
  return isAwsError(error, 'NoSuchKey', 'NoSuchVersion', 'NotFound');
}

function isRefused(error: unknown): boolean {
  return isAwsError(error, 'PreconditionFailed');
}

function quoted(etag: string): string {
  return `"${etag}"`;
}

function unquoted(etag: string | undefined): string {
  return etag?.replaceAll('"', '') ?? '';
}
