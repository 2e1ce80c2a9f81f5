import type { ImageClassified } from '../../contracts/image-event.ts';
import type { Severity } from '../../contracts/severity.ts';

/** What the webhook is told; Home Assistant's automations have it as `trigger.json`. */
type Message = {
  /** The same when an alarm is told twice. */
  readonly id: string;
  readonly text: string;
  readonly camera: string;
  readonly capturedAt: string;
  readonly severity: Severity;
  readonly labels: readonly string[];
  /** Where the picture is filed. */
  readonly picture: string;
};

/** Puts an alarm into words. */
export function composeMessage(image: ImageClassified, timeZone: string): Message {
  const { imageId, camera, capturedAt, matches } = image;
  const labels = [...new Set(matches.map(({ label }) => label))];
  const time = new Date(capturedAt).toLocaleTimeString('en-GB', { timeZone, timeStyle: 'short' });
  return {
    id: imageId,
    text: `${labels.join(', ') || 'Alarm'} at ${camera}, ${time}`,
    camera,
    capturedAt,
    severity: image.severity ?? 'alarm',
    labels,
    picture: image.destinationKey,
  };
}
