import { setTimeout as sleep } from 'node:timers/promises';
import * as v from 'valibot';
import {
  type LabelerOutage,
  LabelerOutageSchema,
  labelerUp,
} from '../../contracts/labeler-outage.ts';
import { labelerOutageKey } from '../../contracts/state-key.ts';
import type { bucketView } from './bucket-view.ts';
import type { RunningPipeline } from './emulated-account.ts';
import type { CameraPicture } from './garden-pictures.ts';

type Throttled = {
  readonly pipeline: RunningPipeline;
  readonly bucket: ReturnType<typeof bucketView>;
  readonly upload: (...pictures: readonly CameraPicture[]) => Promise<void>;
};

const longestSeconds = 60;

/** Has Rekognition throttle until all pictures wait; resolves when they were labelled after all. */
export async function outlastThrottling(
  { pipeline, bucket, upload }: Throttled,
  pictures: readonly CameraPicture[],
): Promise<{ readonly meanwhile: LabelerOutage; readonly after: LabelerOutage }> {
  pipeline.labels.failWith('ThrottlingException');
  await upload(...pictures);
  const meanwhile = await waitUntilHeld(pictures.length);
  pipeline.labels.failWith(undefined);
  await pipeline.host.drained();
  return { meanwhile, after: await outage() };

  async function waitUntilHeld(count: number): Promise<LabelerOutage> {
    const deadline = Date.now() + longestSeconds * 1000;
    for (; Date.now() < deadline; await sleep(200)) {
      const known = await outage();
      if (known.state === 'down' && known.held >= count) return known;
    }
    throw new Error(`wait for ${count} pictures to be held: ${JSON.stringify(await outage())}`);
  }

  async function outage(): Promise<LabelerOutage> {
    const stored = await bucket.json(labelerOutageKey);
    return v.parse(v.nullable(LabelerOutageSchema), stored) ?? labelerUp;
  }
}
