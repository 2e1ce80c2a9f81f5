import type { BoundingBox, Label } from '../../../contracts/label.ts';
import { labelOfCocoClass } from '../../../contracts/label-vocabulary.ts';
import { type Detection, inputSize } from './detection.ts';

/** Turns detections into labels, one for each class seen, the surest first. */
export function decodeDetections(
  detections: readonly Detection[],
  minConfidence: number,
): readonly Label[] {
  const labels = new Map<number, Label>();
  for (const { classIndex, score, ...corners } of [...detections].sort(byScore)) {
    const confidence = Math.min(100, score * 100);
    const entry = labelOfCocoClass(classIndex);
    const box = boxOf(corners);
    // A NaN score fails this comparison too.
    if (!(confidence >= minConfidence) || entry === undefined || box === undefined) continue;
    const { name, parents, aliases, categories } = entry;
    const label = labels.get(classIndex) ?? {
      name,
      confidence,
      instances: [],
      parents: [...parents],
      aliases: [...aliases],
      categories: [...categories],
    };
    label.instances.push({ box, confidence });
    labels.set(classIndex, label);
  }
  return [...labels.values()];
}

function byScore(a: Detection, b: Detection): number {
  return b.score - a.score;
}

function boxOf(corners: Pick<Detection, 'x1' | 'y1' | 'x2' | 'y2'>): BoundingBox | undefined {
  const left = fraction(corners.x1);
  const top = fraction(corners.y1);
  const width = fraction(corners.x2) - left;
  const height = fraction(corners.y2) - top;
  return width > 0 && height > 0 ? { left, top, width, height } : undefined;
}

function fraction(pixels: number): number {
  return Math.min(1, Math.max(0, pixels / inputSize));
}
