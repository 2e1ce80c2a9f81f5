import {
  DeleteObjectsCommand,
  GetObjectCommand,
  ListObjectVersionsCommand,
  NoSuchKey,
  PutObjectCommand,
  paginateListObjectsV2,
  type S3Client,
} from '@aws-sdk/client-s3';

/** A bucket as its owner sees it. */
export function bucketView(client: S3Client, Bucket: string) {
  return { put, bytes, text, json, objects, keys, clear };

  async function put(Key: string, Body: Uint8Array | string): Promise<{ etag: string }> {
    const { ETag = '' } = await client.send(new PutObjectCommand({ Bucket, Key, Body }));
    return { etag: ETag.replaceAll('"', '') };
  }

  /** Undefined when there is no such object. */
  async function bytes(Key: string): Promise<Uint8Array | undefined> {
    try {
      const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
      return await Body?.transformToByteArray();
    } catch (error) {
      if (error instanceof NoSuchKey) return undefined;
      throw error;
    }
  }

  async function text(key: string): Promise<string | undefined> {
    const found = await bytes(key);
    return found && new TextDecoder().decode(found);
  }

  async function json(key: string): Promise<unknown> {
    return JSON.parse((await text(key)) ?? 'null');
  }

  /** Every object below a prefix, with what changes whenever it is written. */
  async function objects(prefix = ''): Promise<ReadonlyMap<string, string>> {
    const found = new Map<string, string>();
    // Not asked of the emulator: it computes another signature of a query with a slash in it.
    for await (const page of paginateListObjectsV2({ client }, { Bucket })) {
      for (const { Key = '', ETag, LastModified } of page.Contents ?? []) {
        if (Key.startsWith(prefix)) found.set(Key, `${ETag} ${LastModified?.toISOString()}`);
      }
    }
    return found;
  }

  async function keys(prefix?: string): Promise<readonly string[]> {
    return [...(await objects(prefix)).keys()];
  }

  /** Deletes every version of everything, so that the bucket itself can go. */
  async function clear(): Promise<void> {
    for (;;) {
      const page = await client.send(new ListObjectVersionsCommand({ Bucket, MaxKeys: 500 }));
      const versions = [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])];
      if (versions.length === 0) return;
      const Objects = versions.map(({ Key, VersionId }) => ({ Key, VersionId }));
      await client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    }
  }
}
