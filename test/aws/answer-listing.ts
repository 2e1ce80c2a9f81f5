import type { ServerResponse } from 'node:http';
import { paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';
import * as v from 'valibot';
import { type AwsRequest, S3ParametersSchema } from './aws-request.ts';

/** Whether a call lists below a folder: the emulator takes no signature of one, whoever makes it. */
export function isFolderListing({ service, operation, parameters }: AwsRequest): boolean {
  if (service !== 's3' || operation !== 'ListObjectsV2') return false;
  return v.parse(S3ParametersSchema, parameters).prefix?.includes('/') ?? false;
}

/** Answers a listing in the emulator's place, from all that lies in the bucket, in one page. */
export async function answerListing(
  s3: S3Client,
  call: AwsRequest,
  response: ServerResponse,
): Promise<void> {
  const { path, prefix = '' } = v.parse(S3ParametersSchema, call.parameters);
  const found: string[] = [];
  const Bucket = path.replaceAll('/', '');
  for await (const { Contents = [] } of paginateListObjectsV2({ client: s3 }, { Bucket })) {
    for (const { Key = '', Size = 0, LastModified } of Contents) {
      if (!Key.startsWith(prefix)) continue;
      const facts = `<Size>${Size}</Size><LastModified>${LastModified?.toISOString()}</LastModified>`;
      found.push(`<Contents><Key>${encodeURIComponent(Key)}</Key>${facts}</Contents>`);
    }
  }
  const listing = `<EncodingType>url</EncodingType><IsTruncated>false</IsTruncated>${found.join('')}`;
  response
    .writeHead(200, { 'content-type': 'application/xml' })
    .end(`<ListBucketResult>${listing}</ListBucketResult>`);
}
