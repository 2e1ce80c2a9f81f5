import { HeadObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import * as v from 'valibot';
import { parseS3Notification } from '../../contracts/s3-notification.ts';

const NotificationSchema = v.looseObject({
  Records: v.array(v.looseObject({ s3: v.looseObject({ object: v.looseObject({}) }) })),
});

/**
 * A message with the version of the object that it tells of, as S3 sends it of a versioned bucket;
 * the emulator leaves it out. Any other message stays as it is.
 */
export async function completeNotification(s3: S3Client, body: string): Promise<string> {
  const [told, ...others] = parseS3Notification(body);
  if (told?.kind !== 'created' || others.length > 0 || told.object.versionId !== undefined) {
    return body;
  }
  const { bucket: Bucket, key: Key } = told.object;
  const versionId = await s3.send(new HeadObjectCommand({ Bucket, Key })).then(
    ({ VersionId }) => VersionId,
    () => undefined,
  );
  const notification = v.parse(NotificationSchema, JSON.parse(body));
  const [record] = notification.Records;
  if (versionId === undefined || record === undefined) return body;
  const { s3: s3Part, ...more } = record;
  const object = { ...s3Part.object, versionId };
  return JSON.stringify({ ...notification, Records: [{ ...more, s3: { ...s3Part, object } }] });
}
