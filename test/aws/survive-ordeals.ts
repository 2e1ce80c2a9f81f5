import type { Told } from './alarm-inbox.ts';
import { type Ordeal, ordeals } from './deadly-ordeals.ts';
import type { FirstPictures } from './first-pictures.ts';
import { type JudgedCall, lethalCalls } from './lethal-calls.ts';
import type { SentMail } from './mail-box.ts';
import type { DeployedPipeline } from './open-pipeline.ts';

/** One picture, and what was called for it. */
type Survived = {
  readonly ordeal: Ordeal;
  readonly key: string;
  readonly calls: readonly JudgedCall[];
};

/** All that came of the ordeals. */
export type Aftermath = {
  readonly survived: readonly Survived[];
  readonly told: readonly Told[];
  readonly mails: readonly SentMail[];
  /** Why invocations failed as a whole. */
  readonly failures: readonly string[];
  readonly redeliveries: number;
  /** How often a picture was labelled. */
  readonly labelled: number;
};

/** Sends a picture with somebody in it for each ordeal, and waits until nobody has anything to do. */
export async function surviveOrdeals(
  { pipeline, bucket, inbox }: DeployedPipeline,
  { persons }: FirstPictures,
): Promise<Aftermath> {
  const { host, gate, labels } = pipeline;
  const [person] = persons;
  if (person === undefined) throw new Error('survive ordeals: there is no picture of a person');
  await inbox.takeAll();
  gate.takeMails();
  const [labelledBefore, redeliveredBefore] = [labels.calls(), host.redeliveries()];
  const lethal = lethalCalls(pipeline);
  // By then, a claim that somebody left behind is old enough to be taken over.
  host.seemToWait(true);
  const survived: Survived[] = [];
  for (const ordeal of ordeals) {
    lethal.plan(ordeal.dooms);
    const key = `upload/${ordeal.camera}/${person.file}`;
    await bucket.put(key, person.bytes);
    await host.drained();
    survived.push({ ordeal, key, calls: lethal.takeCalls() });
  }
  lethal.stop();
  host.seemToWait(false);
  return {
    ...{ survived, told: await inbox.takeAll(), mails: gate.takeMails() },
    failures: host.takeFailures(),
    redeliveries: host.redeliveries() - redeliveredBefore,
    labelled: labels.calls() - labelledBefore,
  };
}
