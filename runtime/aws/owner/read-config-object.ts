import { GetObjectCommand } from '@aws-sdk/client-s3';
import { askAbout } from './ask.ts';
import type { OwnerClients } from './owner-clients.ts';

/** One of the owner's files as it lies in the bucket; undefined when it does not. */
export async function readConfigObject(
  { s3 }: Pick<OwnerClients, 's3'>,
  object: { readonly bucket: string; readonly key: string },
): Promise<string | undefined> {
  return askAbout('s3:GetObject', ['NoSuchKey'], async () => {
    const { Body } = await s3.send(
      new GetObjectCommand({ Bucket: object.bucket, Key: object.key }),
    );
    return (await Body?.transformToString()) ?? '';
  });
}
