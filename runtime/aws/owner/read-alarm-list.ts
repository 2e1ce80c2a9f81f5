import { GetObjectCommand } from '@aws-sdk/client-s3';
import { alarmListKey } from '../../../contracts/object-key.ts';
import { askAbout } from './ask.ts';
import type { OwnerClients } from './owner-clients.ts';

/** The owner's alarm list as it lies in the bucket; undefined when it does not. */
export async function readAlarmList(
  { s3 }: Pick<OwnerClients, 's3'>,
  bucket: string,
): Promise<string | undefined> {
  return askAbout('s3:GetObject', ['NoSuchKey'], async () => {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: alarmListKey }));
    return (await Body?.transformToString()) ?? '';
  });
}
