import { createDetectorPool } from '../runtime/local/centernet/detector-pool.ts';

/** How many pictures a second the bare detector labels, once its threads are warm. */
export async function measureDetector(
  pictures: readonly Uint8Array[],
  threads: number,
): Promise<number> {
  const pool = createDetectorPool({ threads });
  try {
    await Promise.all(pictures.slice(0, 2 * threads).map((picture) => pool.detect(picture)));
    const startedAt = performance.now();
    await Promise.all(pictures.map((picture) => pool.detect(picture)));
    return pictures.length / ((performance.now() - startedAt) / 1000);
  } finally {
    await pool.close();
  }
}
