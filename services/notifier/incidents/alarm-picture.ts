import type { ImageClassified } from '../../../contracts/image-event.ts';
import { type Severity, severities } from '../../../contracts/severity.ts';
import { isTestPicture } from '../../../contracts/test-picture.ts';

/** An alarm, as far as it matters for when it is told. */
export type AlarmPicture = {
  readonly imageId: string;
  readonly capturedAt: string;
  readonly motionEvent?: string;
  /** What rang, each once. */
  readonly labels: readonly string[];
  readonly severity: Severity;
  /** Whom its rules name; without it, everybody is told. */
  readonly tell?: readonly string[];
  /** The owner sent it to see that it rings. */
  readonly isTest?: boolean;
};

// The state holds hundreds of pictures, and an owner reads a few labels.
const mostLabels = 8;
const longestLabel = 100;
const mostPeople = 20;

/** What the decision about an alarm needs of its event. */
export function alarmPicture(image: ImageClassified): AlarmPicture {
  const { imageId, capturedAt, motionEvent, matches, severity = 'alarm' } = image;
  const names = matches.map(({ label }) => [...label].slice(0, longestLabel).join(''));
  const labels = [...new Set(names)].slice(0, mostLabels);
  const tell = addresseesOf(matches);
  return {
    ...{ imageId, capturedAt, severity },
    ...(motionEvent === undefined ? {} : { motionEvent }),
    ...(isTestPicture(image.key) ? { isTest: true } : {}),
    ...(tell === undefined ? {} : { tell }),
    labels: labels.length === 0 ? ['Alarm'] : labels,
  };
}

/** Whom several things are for together: everybody, as soon as one of them names nobody. */
export function addresseesOf(
  things: readonly { readonly tell?: readonly string[] | undefined }[],
): readonly string[] | undefined {
  if (things.length === 0 || things.some(({ tell }) => tell === undefined)) return undefined;
  return [...new Set(things.flatMap(({ tell = [] }) => tell))].slice(0, mostPeople);
}

/** Whether something matters more than what has rung already. */
export function isHigher(severity: Severity, than: Severity | undefined): boolean {
  return than === undefined || severities.indexOf(severity) > severities.indexOf(than);
}

export function higherOf(one: Severity, other: Severity): Severity {
  return isHigher(one, other) ? one : other;
}
