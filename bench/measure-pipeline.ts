import { join } from 'node:path';
import { openPipeline } from '../cli/open-pipeline.ts';
import { startIntake } from '../cli/start-intake.ts';
import { recordAnswers } from './record-answers.ts';
import { writePictures } from './write-pictures.ts';

type PipelineMeasurement = {
  readonly folder: string;
  readonly pictures: readonly Uint8Array[];
  readonly labeler: 'centernet' | 'replay';
};

const silent = { info: () => {}, warn: () => {}, error: () => {} };

/**
 * How many pictures a second go from a watched folder to where they end, with record, CSV, thumbnail,
 * index, and alerts: everything that `local --once` does, without its start.
 */
export async function measurePipeline(measured: PipelineMeasurement): Promise<number> {
  const { folder, pictures, labeler } = measured;
  await writePictures(join(folder, 'warm', 'garden'), pictures.slice(0, 4));
  await writePictures(join(folder, 'pictures', 'garden'), pictures.slice(4));
  const pipeline = await openPipeline({
    dataFolder: join(folder, 'data'),
    labeler: labeler === 'replay' ? await recordAnswers(folder) : labeler,
    layout: 'intellicam',
    alarms: undefined,
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
    return (pictures.length - 4) / ((performance.now() - startedAt) / 1000);
  } finally {
    await pipeline.close();
  }
}
