import { join } from 'node:path';
import { openPipeline } from '../cli/open-pipeline.ts';
import { startIntake } from '../cli/start-intake.ts';
import { writePictures } from './write-pictures.ts';

// Threads start and code is compiled at the first pictures.
const warmUpPictures = 8;

const silent = { info: () => {}, warn: () => {}, error: () => {} };

/**
 * How many pictures a second the detector labels when they go from a watched folder to where they end,
 * with record, CSV, thumbnail, index and alerts: all that `local --once` does, without its start.
 */
export async function measurePipeline(
  folder: string,
  pictures: readonly Uint8Array[],
): Promise<number> {
  const [warmUp, counted] = [pictures.slice(0, warmUpPictures), pictures.slice(warmUpPictures)];
  await writePictures(join(folder, 'warm', 'garden'), warmUp);
  await writePictures(join(folder, 'pictures', 'garden'), counted);
  const pipeline = await openPipeline({
    dataFolder: join(folder, 'data'),
    labeler: 'centernet',
    layout: 'intellicam',
    alarms: undefined,
    hurried: true,
    log: silent,
    onAlert: () => {},
  });
  const take = async (name: string) => {
    const from = { folders: [join(folder, name)], camera: undefined, log: silent };
    const intake = startIntake(pipeline, from);
    await intake.scanned;
    await pipeline.runtime.drained();
    await intake.close();
  };
  try {
    await take('warm');
    const startedAt = performance.now();
    await take('pictures');
    return counted.length / ((performance.now() - startedAt) / 1000);
  } finally {
    await pipeline.close();
  }
}
