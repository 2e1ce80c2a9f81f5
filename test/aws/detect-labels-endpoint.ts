import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import * as v from 'valibot';
import type { Label } from '../../contracts/label.ts';
import { UnreadableImageError } from '../../runtime/labeler.ts';
import { decodeDetections } from '../../runtime/local/centernet/decode-detections.ts';
import { createDetectorPool } from '../../runtime/local/centernet/detector-pool.ts';
import { readBody } from './read-body.ts';

/** Where DetectLabels is answered, and how often it was asked. */
export type DetectLabelsEndpoint = {
  readonly endpoint: string;
  calls(): number;
  /** Answers with this error from now on; undefined: with labels again. */
  failWith(error: string | undefined): void;
  close(): Promise<void>;
};

const RequestSchema = v.object({
  Image: v.object({
    S3Object: v.object({ Bucket: v.string(), Name: v.string(), Version: v.optional(v.string()) }),
  }),
  MinConfidence: v.optional(v.number(), 55),
  MaxLabels: v.optional(v.number(), 1000),
});
type DetectLabelsRequest = v.InferOutput<typeof RequestSchema>;
type Answer = { readonly status: number; readonly body: Readonly<Record<string, unknown>> };

/** Stands in for Rekognition: its one operation, answered by the embedded detector. */
export async function startDetectLabelsEndpoint(s3: S3Client): Promise<DetectLabelsEndpoint> {
  const pool = createDetectorPool({ threads: 1 });
  let calls = 0;
  let failure: string | undefined;
  const server = createServer(async (request, response) => {
    calls += 1;
    const { status, body } = await answer((await readBody(request)).toString());
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(JSON.stringify(body));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    calls: () => calls,
    failWith: (error) => {
      failure = error;
    },
    async close() {
      await pool.close();
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };

  async function answer(body: string): Promise<Answer> {
    if (failure !== undefined) return refuse(failure, 'The tests want it so');
    const request = v.safeParse(RequestSchema, JSON.parse(body));
    if (!request.success)
      return refuse('InvalidParameterException', 'Request has invalid parameters');
    const bytes = await readPicture(s3, request.output);
    if (bytes === undefined) {
      const hint = 'Check object key, region and/or access permissions.';
      return refuse('InvalidS3ObjectException', `Unable to get object metadata from S3. ${hint}`);
    }
    try {
      const { MinConfidence, MaxLabels } = request.output;
      const labels = decodeDetections(await pool.detect(bytes), MinConfidence);
      return { status: 200, body: describeLabels(labels.slice(0, MaxLabels)) };
    } catch (error) {
      if (!(error instanceof UnreadableImageError)) throw error;
      return refuse('InvalidImageFormatException', 'Request has invalid image format');
    }
  }
}

async function readPicture(
  s3: S3Client,
  { Image: { S3Object } }: DetectLabelsRequest,
): Promise<Uint8Array | undefined> {
  const { Bucket, Name: Key, Version: VersionId } = S3Object;
  const object = await s3
    .send(new GetObjectCommand({ Bucket, Key, ...(VersionId && { VersionId }) }))
    .catch(() => undefined);
  return object?.Body?.transformToByteArray();
}

/** The detector's labels in Rekognition's spelling. */
function describeLabels(labels: readonly Label[]): Answer['body'] {
  return {
    LabelModelVersion: '3.0',
    Labels: labels.map(({ name, confidence, instances, parents, aliases, categories }) => ({
      Name: name,
      Confidence: confidence,
      Instances: instances.map(({ box: { left, top, width, height }, confidence: surety }) => ({
        BoundingBox: { Left: left, Top: top, Width: width, Height: height },
        Confidence: surety,
      })),
      Parents: parents.map(named),
      Aliases: aliases.map(named),
      Categories: categories.map(named),
    })),
  };
}

function named(name: string): { readonly Name: string } {
  return { Name: name };
}

function refuse(type: string, message: string): Answer {
  return { status: 400, body: { __type: type, Code: type, Message: message } };
}
