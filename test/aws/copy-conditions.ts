import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HeadObjectCommand, NotFound, type S3Client } from '@aws-sdk/client-s3';
import * as v from 'valibot';
import { type AwsRequest, parseAwsRequest, S3ParametersSchema } from './aws-request.ts';
import { forwardRequest } from './forward-request.ts';
import { readBody } from './read-body.ts';

/**
 * Whether S3 would refuse a copy for its conditions, which the emulator does not know: the source has
 * to be what was seen, and there must be nothing at the destination.
 */
export async function failsCopyConditions(s3: S3Client, call: AwsRequest): Promise<boolean> {
  if (call.service !== 's3' || call.operation !== 'CopyObject') return false;
  const { path, source, sourceIfMatch, ifNoneMatch } = v.parse(S3ParametersSchema, call.parameters);
  if (ifNoneMatch !== undefined && (await etagOf(s3, path)) !== undefined) return true;
  const found = sourceIfMatch === undefined ? undefined : await etagOf(s3, source ?? '');
  // What is not there at all the emulator refuses as S3 does.
  return found !== undefined && found !== sourceIfMatch;
}

/** Answers as S3 does when a condition does not hold. */
export function refusePrecondition(response: ServerResponse): void {
  const error =
    '<Error><Code>PreconditionFailed</Code><Message>A condition failed</Message></Error>';
  response.writeHead(412, { 'content-type': 'application/xml' }).end(error);
}

/** An emulator's S3 that keeps the conditions of a copy. */
export async function startConditionalCopies(emulator: string, s3: S3Client) {
  const server = createServer(async (message, response) => {
    const { method = '', url = '', headers } = message;
    const raw = { method, url, headers, body: await readBody(message) };
    const call = parseAwsRequest(raw);
    if (call !== undefined && (await failsCopyConditions(s3, call))) {
      return refusePrecondition(response);
    }
    const answer = await forwardRequest(raw, emulator);
    response.writeHead(answer.statusCode ?? 500, answer.headers);
    answer.pipe(response);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

async function etagOf(s3: S3Client, path: string): Promise<string | undefined> {
  const [object = '', VersionId] = path.replace(/^\//, '').split('?versionId=');
  const slash = object.indexOf('/');
  const [Bucket, Key] = [object.slice(0, slash), object.slice(slash + 1)];
  try {
    const { ETag } = await s3.send(
      new HeadObjectCommand({ Bucket, Key, ...(VersionId && { VersionId }) }),
    );
    return ETag;
  } catch (error) {
    if (error instanceof NotFound) return undefined;
    throw error;
  }
}
