import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { expect, it } from 'vitest';
import type { DeployedPipeline } from './open-pipeline.ts';

/** What whoever has a camera's key cannot do. */
export function keepsAStolenKeyOut(deployed: () => DeployedPipeline): void {
  const evidence = 'upload/garden/evidence.jpg';
  const bytes = Buffer.from('evidence');
  const denied = { name: 'AccessDenied' };

  it('replaces no picture', async () => {
    const { pipeline, bucket, bucketName: Bucket, put } = deployed();
    const { host, gate, garden } = pipeline;
    await put(evidence, bytes);
    await expect(put(evidence, Buffer.from('forged'))).rejects.toMatchObject({
      name: 'PreconditionFailed',
    });
    const unconditional = new PutObjectCommand({ Bucket, Key: evidence, Body: 'forged' });
    await expect(garden.send(unconditional)).rejects.toMatchObject(denied);
    expect(gate.refusals()).toEqual([expect.stringContaining(evidence)]);
    await host.drained();
    expect(await bucket.bytes('jpg_error/garden/evidence.jpg')).toEqual(new Uint8Array(bytes));
  });

  it.each([
    'upload/front/x.jpg',
    'upload/garden-2/x.jpg',
    'upload/x.jpg',
    'config/reko_alarms.csv',
  ])('adds no %s', async (key) => {
    await expect(deployed().put(key, bytes)).rejects.toMatchObject(denied);
  });

  it('neither reads, lists nor deletes', async () => {
    const { bucketName: Bucket, pipeline } = deployed();
    const object = { Bucket, Key: 'jpg_error/garden/evidence.jpg' };
    const { garden } = pipeline;
    await expect(garden.send(new GetObjectCommand(object))).rejects.toMatchObject(denied);
    await expect(garden.send(new DeleteObjectCommand(object))).rejects.toMatchObject(denied);
    const list = new ListObjectsV2Command({ Bucket });
    await expect(garden.send(list)).rejects.toMatchObject(denied);
  });
}
