import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { UnreadableImageError } from '../../labeler.ts';
import { createDetectorPool, type DetectorPool } from './detector-pool.ts';

// Answers with the picture's first byte as score; 0 is unreadable, 1 fails, 2 kills the thread.
const fakeDetector = `
  const { parentPort, threadId } = require('node:worker_threads');
  parentPort.on('message', ({ bytes: [first] }) => {
    if (first === 0) return parentPort.postMessage({ outcome: 'unreadable', reason: 'no picture' });
    if (first === 1) return parentPort.postMessage({ outcome: 'failed', reason: 'no memory' });
    if (first === 2) throw new Error('broken');
    const rows = Float32Array.of(1, 2, 3, 4, first, threadId);
    setTimeout(() => parentPort.postMessage({ outcome: 'detected', rows }), 5);
  });
`;

let pool: DetectorPool;
let started = 0;

function createPool(threads: number): DetectorPool {
  started = 0;
  pool = createDetectorPool({
    threads,
    startWorker: () => {
      started += 1;
      return new Worker(fakeDetector, { eval: true });
    },
  });
  return pool;
}

const picture = (first: number) => Uint8Array.of(first);

afterEach(() => pool.close());

describe('a pool of detectors', () => {
  it('starts no thread before the first picture and no more than it may', async () => {
    createPool(2);
    expect(started).toBe(0);
    await pool.detect(picture(9));
    expect(started).toBe(1);
    await Promise.all([3, 4, 5, 6, 7].map((first) => pool.detect(picture(first))));
    expect(started).toBe(2);
  });

  it('judges pictures in the order they came, one at a time', async () => {
    createPool(1);
    const order: number[] = [];
    const firsts = [7, 3, 9, 4];
    await Promise.all(
      firsts.map(async (first) => {
        const [detection] = await pool.detect(picture(first));
        order.push(detection?.score ?? 0);
      }),
    );
    expect(order).toEqual(firsts);
  });

  it('tells an unreadable picture from a failure, and keeps the thread', async () => {
    createPool(1);
    await expect(pool.detect(picture(0))).rejects.toThrow(UnreadableImageError);
    await expect(pool.detect(picture(1))).rejects.toThrow('detect: no memory');
    await expect(pool.detect(picture(1))).rejects.not.toThrow(UnreadableImageError);
    expect(started).toBe(1);
  });

  it('rejects the picture its thread died on, and judges those waiting on another', async () => {
    createPool(1);
    const doomed = pool.detect(picture(2));
    const next = pool.detect(picture(8));
    await expect(doomed).rejects.toThrow('the detector thread died');
    expect(await next).toMatchObject([{ score: 8 }]);
    expect(started).toBe(2);
  });

  it('rejects what is waiting or running when it closes, and everything after', async () => {
    createPool(1);
    const pictures = [picture(8), picture(9)].map((bytes) => pool.detect(bytes));
    const settled = Promise.allSettled(pictures);
    await pool.close();
    expect((await settled).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await expect(pool.detect(picture(8))).rejects.toThrow('closed');
  });
});
