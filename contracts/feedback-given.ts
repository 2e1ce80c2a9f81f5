import type { Feedback, FeedbackGiven, Judgement } from './feedback.ts';
import type { ImageClassified } from './image-event.ts';
import { judgedKey } from './picture-places.ts';

/** What is kept of a picture beside its judgement. */
export function judgedImage(
  image: ImageClassified,
  recordKey: string,
): Omit<Feedback, keyof Judgement> {
  const { schemaVersion, imageId, camera, capturedAt, outcome } = image;
  return { schemaVersion, imageId, camera, capturedAt, outcome, recordKey };
}

/** What is told of a judgement; the same for everybody who tells of it. */
export function feedbackGiven(
  image: ImageClassified,
  recordKey: string,
  { verdict, givenAt }: Judgement,
): FeedbackGiven {
  const { imageId, outcome, correlationId, destinationKey: filedKey } = image;
  return {
    ...judgedImage(image, recordKey),
    ...{ correlationId, verdict, givenAt, filedKey },
    destinationKey: judgedKey({ imageId, outcome, filedKey }, verdict),
  };
}
