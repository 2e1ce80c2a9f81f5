import type { CreatedObject } from '../../contracts/s3-notification.ts';
import type { ImageDue } from '../../contracts/wake-up.ts';
import type { HandlerOutcome } from '../../runtime/define-consumer.ts';
import type { Deps } from '../../runtime/ports.ts';
import { stepSeconds } from './outage/judge-outage.ts';
import type { Wait } from './outage/labeler-circuit.ts';
import type { PatientLabeler } from './outage/patient-labeler.ts';
import type { PutOffImages } from './put-off-images.ts';

/** A picture, and how often it was tried. */
export type Attempt = Pick<ImageDue, 'attempts' | 'faults'> & {
  readonly object: CreatedObject;
  /** Undefined at its first attempt. */
  readonly heldSince: string | undefined;
};

/** A picture's first attempt. */
export function firstAttempt(object: CreatedObject): Attempt {
  return { object, heldSince: undefined, attempts: 0, faults: 0 };
}

/** The attempt for which a picture had waited. */
export function nextAttempt({ image, heldSince, attempts, faults }: ImageDue): Attempt {
  const { versionId, ...object } = image;
  const version = versionId === undefined ? {} : { versionId };
  return { object: { ...object, ...version }, heldSince, attempts, faults };
}

type Held = {
  readonly imageId: string;
  readonly attempt: Attempt;
  readonly wait: Pick<Wait, 'reason' | 'probeAt'>;
  /** By then at the latest it is looked at again. */
  readonly until?: Date | undefined;
};

/** Lets a picture wait: it comes again by itself, and stays where it was uploaded. */
export async function holdImage(
  { timers, now }: Pick<Deps<'timers'>, 'timers' | 'now'>,
  { patient, putOff }: { readonly patient: PatientLabeler; readonly putOff: PutOffImages },
  held: Held,
): Promise<HandlerOutcome> {
  const { imageId, attempt, wait } = held;
  const { object, heldSince = now().toISOString(), attempts, faults } = attempt;
  const image = { correlationId: imageId, image: object };
  const detail: ImageDue = { schemaVersion: 1, ...image, heldSince, attempts, faults };
  const delay = delaySeconds(held, now());
  await timers.later({ type: 'ImageDue', detail }, delay);
  putOff.note(imageId, heldSince, new Date(now().getTime() + delay * 1000));
  if (attempt.heldSince === undefined) await patient.held();
  return { outcome: 'held', reason: wait.reason, imageId };
}

function delaySeconds({ imageId, attempt, wait, until }: Held, now: Date): number {
  const secondsTo = (moment: Date) => Math.max(0, (moment.getTime() - now.getTime()) / 1000);
  const { reason, probeAt } = wait;
  const wanted =
    probeAt === undefined
      ? stepSeconds(Math.max(0, attempt.attempts - 1), reason)
      : secondsTo(new Date(probeAt));
  const spread = wanted * (1 + spreadOf(imageId) / 4);
  return until === undefined ? spread : Math.min(spread, secondsTo(until));
}

// Those that waited for the same moment do not all come at once; a picture has its own place in the row.
function spreadOf(imageId: string): number {
  return Number.parseInt(imageId.slice(0, 4), 16) / 0xffff || 0;
}
