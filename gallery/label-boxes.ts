import type { BoundingBox } from '../contracts/label.ts';
import type { PictureRecord } from './picture-record.ts';
import { withinPicture } from './within-picture.ts';

/** A rectangle to draw over a picture, in fractions of it, and what it says. */
export type LabelBox = {
  readonly name: string;
  readonly confidence: number;
  readonly alarm: boolean;
  readonly box: BoundingBox;
};

/**
 * What is to be drawn over a picture. Labelers put a box around somebody once as `Person` and again
 * as `Adult` and `Man`; the one that rang is drawn, or else the surest.
 */
export function labelBoxes({ event, labels }: PictureRecord): readonly LabelBox[] {
  const { matches } = event.detail;
  const alarming = new Set(matches.map((match) => match.label));
  const instances = labels.flatMap(({ name, instances }) =>
    instances.map(({ box, confidence }) => ({ name, confidence, alarm: alarming.has(name), box })),
  );
  const matched = matches.flatMap(({ label, confidence, box }) =>
    box === undefined ? [] : [{ name: label, confidence, alarm: true, box }],
  );
  const boxes = new Map<string, LabelBox>();
  for (const candidate of [...instances, ...matched].sort(mostImportantFirst)) {
    const box = withinPicture(candidate.box);
    const place = [box.left, box.top, box.width, box.height].map(toPerMille).join();
    if (box.width > 0 && box.height > 0 && !boxes.has(place)) {
      boxes.set(place, { ...candidate, box });
    }
  }
  return [...boxes.values()];
}

function mostImportantFirst(a: LabelBox, b: LabelBox): number {
  return Number(b.alarm) - Number(a.alarm) || b.confidence - a.confidence;
}

function toPerMille(fraction: number): number {
  return Math.round(fraction * 1000);
}
