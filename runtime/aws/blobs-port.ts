import { S3Client } from '@aws-sdk/client-s3';
import type { BlobStore } from '../blob-store.ts';
import { clientSettings } from './client-settings.ts';
import type { FunctionEnvironment } from './function-environment.ts';
import { s3BlobStore } from './s3-blob-store.ts';

/** The store of a function that needs `blobs`. */
export function blobsPort(environment: FunctionEnvironment): BlobStore {
  const client = new S3Client(clientSettings);
  return s3BlobStore({ client, bucket: environment.INTELLICAM_BUCKET });
}
