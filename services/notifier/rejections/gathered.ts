import type { RejectionNotice } from '../../../contracts/camera-rejections.ts';
import type { ImageRejected } from '../../../contracts/image-event.ts';

/** Rejected pictures that are told of together. */
export type Gathered = Pick<RejectionNotice, 'openedBy' | 'counts' | 'last'>;

// The labeler may say anything, and the state holds it.
const longestMessage = 300;

/** What is gathered with one more picture; the newest is the one that is described. */
export function addRejection(before: Gathered | undefined, image: ImageRejected): Gathered {
  const { imageId, reason, message, destinationKey, capturedAt } = image;
  const counts = before?.counts ?? [];
  const isKnown = counts.some((entry) => entry.reason === reason);
  const short = [...message].slice(0, longestMessage).join('');
  const isNewer = before === undefined || capturedAt >= before.last.capturedAt;
  return {
    openedBy: before?.openedBy ?? imageId,
    counts: isKnown
      ? counts.map((entry) =>
          entry.reason === reason ? { reason, count: entry.count + 1 } : entry,
        )
      : [...counts, { reason, count: 1 }],
    last: isNewer ? { reason, message: short, destinationKey, capturedAt } : before.last,
  };
}
