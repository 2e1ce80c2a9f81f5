import {
  type DomainEvent,
  type ImageClassified,
  type ImageEvent,
  type ImageRejected,
  largestEventBytes,
} from '../../contracts/image-event.ts';
import { highestSeverity } from '../../contracts/severity.ts';
import type { Judgement } from './judge-image.ts';

/** What is known of a picture before it is judged. */
export type ImageFacts = Omit<ImageRejected, 'reason' | 'message' | 'destinationKey'>;

// EventBridge takes 64 KB, and its envelope needs some of it; the record keeps everything. Fifty of
// Rekognition's labels that all ring can pass that with five instances each, and take half with one.
const largestDetailBytes = largestEventBytes - 2 * 1024;
const leastTrim = { labels: 1, instances: 0, matches: 1 };
const trims = [
  { labels: 50, instances: 5, matches: 50 },
  { labels: 50, instances: 1, matches: 50 },
  { labels: 50, instances: 0, matches: 50 },
  { labels: 10, instances: 0, matches: 10 },
];

type FiledImage = ImageFacts & Pick<ImageClassified, 'destinationKey'>;

/** The event that tells a judgement. */
export function eventOf(image: FiledImage, judgement: Judgement): ImageEvent {
  if (judgement.outcome === 'rejected') {
    const { reason, message } = judgement;
    return { type: 'ImageRejected', detail: { ...image, reason, message } };
  }
  for (const trim of trims) {
    const event = classifiedEvent(image, judgement, trim);
    if (Buffer.byteLength(JSON.stringify(event.detail)) <= largestDetailBytes) return event;
  }
  return classifiedEvent(image, judgement, leastTrim);
}

function classifiedEvent(
  image: FiledImage,
  { outcome, labels, matches, labeler }: Exclude<Judgement, { outcome: 'rejected' }>,
  trim: typeof leastTrim,
): DomainEvent<'ImageClassified'> {
  const kept = surest(labels, trim.labels);
  const [top] = kept;
  const severity = highestSeverity(matches);
  return {
    type: 'ImageClassified',
    detail: {
      ...image,
      outcome,
      labelNames: kept.map(({ name }) => name),
      ...(top === undefined ? {} : { topLabel: top.name, topConfidence: top.confidence }),
      matches: surest(matches, trim.matches),
      ...(severity === undefined ? {} : { severity }),
      labels: kept.map((label) => ({
        ...label,
        instances: surest(label.instances, trim.instances),
      })),
      labeler,
    },
  };
}

function surest<T extends { readonly confidence: number }>(all: readonly T[], most: number): T[] {
  return all.toSorted((a, b) => b.confidence - a.confidence).slice(0, most);
}
