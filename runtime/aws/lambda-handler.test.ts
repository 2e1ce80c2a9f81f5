import { afterEach, describe, expect, it, vi } from 'vitest';
import type { BlobStore } from '../blob-store.ts';
import { defineConsumer } from '../define-consumer.ts';
import { lambdaHandler } from './lambda-handler.ts';

afterEach(() => vi.unstubAllEnvs());

const blobs: BlobStore = {
  get: async () => undefined,
  put: async () => ({ outcome: 'conflict' }),
  copy: async () => 'missing',
  delete: async () => 'missing',
  list: async function* () {},
};

const consumer = defineConsumer({
  ...{ grants: {}, memoryMb: 128, timeoutSeconds: 1, batchSize: 1, concurrency: 1 },
  listensTo: ['ImageClassified'],
  needs: ['blobs'],
  load: async () => ({ createHandle: () => async () => ({ outcome: 'done' }) }),
});

function stubEnvironment(): void {
  vi.stubEnv('INTELLICAM_STAGE', 'test');
  vi.stubEnv('INTELLICAM_BUCKET', 'pictures');
  vi.stubEnv('INTELLICAM_LAYOUT', 'intellicam');
  vi.stubEnv('INTELLICAM_TIME_ZONE', 'UTC');
}

describe('the handler of a function', () => {
  it('starts once, with the ports that were handed in', async () => {
    stubEnvironment();
    const blobsPort = vi.fn(() => blobs);
    const handler = lambdaHandler('mover', consumer, { blobs: blobsPort });
    await handler({ Records: [] });
    await handler({ Records: [] });
    expect(blobsPort).toHaveBeenCalledOnce();
    expect(blobsPort).toHaveBeenCalledWith(
      expect.objectContaining({ INTELLICAM_BUCKET: 'pictures' }),
    );
  });

  it('says at the first message what it was not told, and starts when it is', async () => {
    const handler = lambdaHandler('mover', consumer, { blobs: () => blobs });
    await expect(handler({ Records: [] })).rejects.toThrow('INTELLICAM_STAGE is missing');
    stubEnvironment();
    expect(await handler({ Records: [] })).toEqual({ batchItemFailures: [] });
  });

  it('does not start without a port that its consumer needs', async () => {
    stubEnvironment();
    const handler = lambdaHandler('mover', consumer, {});
    await expect(handler({ Records: [] })).rejects.toThrow('start mover: its function has no port');
  });
});
