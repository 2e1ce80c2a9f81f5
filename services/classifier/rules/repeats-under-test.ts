import type { BoundingBox, Label } from '../../../contracts/label.ts';
import type { LabelJudgement } from './judge-labels.ts';
import { judgePicture } from './judge-picture.ts';
import { nothingSeen, recallThings } from './recall-things.ts';
import { box, label, rulesOf } from './rules-under-test.ts';
import type { SeenThings } from './seen-things.ts';

/** So many minutes after two in the afternoon in Berlin. */
export function minutesAfterTwo(minutes: number): string {
  return new Date(Date.parse('2026-11-20T13:00:00.000Z') + minutes * 60_000).toISOString();
}

/** Something at a place from left to right; it is a fifth of the picture wide and half as high. */
export function placeAt(left: number): BoundingBox {
  return box(left, 0.4, 0.2, 0.5);
}

export function thing(
  name: string,
  boxes: readonly BoundingBox[],
  more: Partial<Label> = {},
): Label {
  const instances = boxes.map((one) => ({ box: one, confidence: 90 }));
  return label(name, { instances, ...more });
}

/** A camera whose pictures are judged one after the other; none is of a motion event. */
export function watch(file: object) {
  const rules = rulesOf(file);
  let seen = nothingSeen;
  return {
    seen: (): SeenThings => seen,
    see: (minutes: number, ...labels: readonly Label[]): Promise<LabelJudgement> => {
      const capturedAt = minutesAfterTwo(minutes);
      const situation = { camera: 'drive', capturedAt, timeZone: 'Europe/Berlin' };
      return judgePicture(
        { labels, rules },
        { ...situation, alarmConfidence: 50 },
        {
          note: undefined,
          recall: async (picture, policy) => {
            const recalled = recallThings(seen, picture, policy);
            seen = recalled.seen;
            return recalled.known;
          },
        },
      );
    },
  };
}
