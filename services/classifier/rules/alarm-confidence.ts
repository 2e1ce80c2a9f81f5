import type { ImageRecord } from '../../contracts/image-record.ts';

// For records of before the rules, which do not say it: what the labelers ring at, by their names.
const usual: Readonly<Record<string, number>> = { centernet: 45, rekognition: 55 };

/** From which confidence a label rang in a picture, in percent, where a rule names none. */
export function alarmConfidenceOf({ rules, event }: ImageRecord): number {
  const labeler = event.type === 'ImageClassified' ? event.detail.labeler : '';
  return rules?.alarmConfidence ?? usual[labeler] ?? 50;
}
