import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { ask } from './ask.ts';
import { type SentPicture, sentPicture } from './sent-picture.ts';

type PictureToSend = {
  readonly key: string;
  readonly bytes: Uint8Array;
  readonly contentType: string;
};

type Destination = { readonly bucket: string; readonly timeZone: string };

/** Puts a picture into the bucket as a camera would; never in the place of another. */
export async function sendPicture(
  client: S3Client,
  { bucket, timeZone }: Destination,
  { key, bytes, contentType }: PictureToSend,
): Promise<SentPicture> {
  const { ETag = '', VersionId } = await ask('s3:PutObject', () =>
    client.send(
      new PutObjectCommand({
        ...{ Bucket: bucket, Key: key, Body: bytes },
        ...{ ContentType: contentType, IfNoneMatch: '*' },
      }),
    ),
  );
  const version = VersionId === undefined || VersionId === 'null' ? {} : { versionId: VersionId };
  return sentPicture({ bucket, key, etag: ETag.replaceAll('"', ''), ...version }, timeZone);
}
