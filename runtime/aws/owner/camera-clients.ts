import { IAMClient } from '@aws-sdk/client-iam';
import { IoTClient } from '@aws-sdk/client-iot';
import { S3Client } from '@aws-sdk/client-s3';
import { STSClient } from '@aws-sdk/client-sts';
import { clientSettings } from '../client-settings.ts';

/** The clients of the person at the keyboard for what belongs to cameras. */
export type CameraClients = ReturnType<typeof cameraClients>;

export function cameraClients(region: string) {
  const settings = { ...clientSettings, region };
  return {
    iam: new IAMClient(settings),
    iot: new IoTClient(settings),
    s3: new S3Client(settings),
    sts: new STSClient(settings),
  };
}
