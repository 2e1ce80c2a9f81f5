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
  /** The owner sent it to see that it rings. */
  readonly isTest?: boolean;
};

// The state holds hundreds of pictures, and an owner reads a few labels.
const mostLabels = 8;
const longestLabel = 100;

/** What the decision about an alarm needs of its event. */
export function alarmPicture(image: ImageClassified): AlarmPicture {
  const { imageId, capturedAt, motionEvent, matches, severity = 'alarm' } = image;
  const names = matches.map(({ label }) => [...label].slice(0, longestLabel).join(''));
  const labels = [...new Set(names)].slice(0, mostLabels);
  return {
    ...{ imageId, capturedAt, severity },
    ...(motionEvent === undefined ? {} : { motionEvent }),
    ...(isTestPicture(image.key) ? { isTest: true } : {}),
    labels: labels.length === 0 ? ['Alarm'] : labels,
  };
}

/** Whether something matters more than what has rung already. */
export function isHigher(severity: Severity, than: Severity | undefined): boolean {
  return than === undefined || severities.indexOf(severity) > severities.indexOf(than);
}

export function higherOf(one: Severity, other: Severity): Severity {
  return isHigher(one, other) ? one : other;
}
