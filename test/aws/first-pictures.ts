import type { Told } from './alarm-inbox.ts';
import { timeZone } from './deploy-stack.ts';
import { type CameraPicture, footagePictures, gardenPictures } from './garden-pictures.ts';
import type { SentMail } from './mail-box.ts';
import type { DeployedPipeline } from './open-pipeline.ts';
import { type PictureOutcome, readOutcomes } from './picture-outcome.ts';

/** The first pictures of a deployment, and all that became of them. */
export type FirstPictures = {
  readonly persons: readonly CameraPicture[];
  readonly quiet: readonly CameraPicture[];
  /** Not sent yet. */
  readonly later: readonly CameraPicture[];
  /** What is no picture. */
  readonly text: CameraPicture;
  readonly told: readonly Told[];
  readonly mails: readonly SentMail[];
  readonly outcomes: ReadonlyMap<string, PictureOutcome>;
  readonly outcomeOf: (file: string) => PictureOutcome;
};

/** Sends pictures of all kinds, and to every consumer what none can read; resolves when all is done. */
export async function sendFirstPictures(deployed: DeployedPipeline): Promise<FirstPictures> {
  const { stack, pipeline, bucket, inbox, send, upload, forgetWakeUps } = deployed;
  const persons = [...(await gardenPictures('alarm', 3)), ...footagePictures(3)];
  const empty = await gardenPictures('quiet', 4);
  const [quiet, later] = [empty.slice(0, 3), empty.slice(3)];
  const text = { file: '20261120-120000.jpg', bytes: Buffer.from('no picture') };
  for (const consumer of Object.keys(stack.outputs.queue_urls)) await send(consumer, 'not JSON');
  await upload(...persons, ...quiet, text);
  await pipeline.host.drained();
  await forgetWakeUps();
  const told = await inbox.takeAll();
  const mails = pipeline.gate.takeMails();
  const outcomes = await readOutcomes(bucket, timeZone);
  return { persons, quiet, later, text, told, mails, outcomes, outcomeOf };

  function outcomeOf(file: string): PictureOutcome {
    const outcome = outcomes.get(`upload/garden/${file}`);
    if (outcome === undefined) throw new Error(`nothing became of ${file}`);
    return outcome;
  }
}
