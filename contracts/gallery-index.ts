import * as v from 'valibot';
import type { ImageEvent } from './image-event.ts';

/** One picture in the gallery: what the page needs to show it, some 300 bytes. */
const GalleryEntrySchema = v.object({
  imageId: v.string(),
  camera: v.string(),
  capturedAt: v.string(),
  outcome: v.picklist(['alarm', 'quiet', 'rejected']),
  key: v.string(),
  recordKey: v.string(),
  thumbnail: v.optional(
    v.object({ key: v.string(), width: v.number(), height: v.number(), partial: v.boolean() }),
  ),
  labels: v.array(v.object({ name: v.string(), confidence: v.number(), alarm: v.boolean() })),
  reason: v.optional(v.string()),
});
export type GalleryEntry = v.InferOutput<typeof GalleryEntrySchema>;

/** The pictures of one camera in one hour of local time, keyed by image. */
export const GalleryShardSchema = v.object({
  schemaVersion: v.literal(1),
  entries: v.record(v.string(), GalleryEntrySchema),
});
export type GalleryShard = v.InferOutput<typeof GalleryShardSchema>;

/** Which shards a day has: one per camera and hour (`00`–`23`, local time) with pictures. */
export const GalleryDaySchema = v.object({
  schemaVersion: v.literal(1),
  shards: v.array(v.object({ camera: v.string(), hour: v.string() })),
});
export type GalleryDay = v.InferOutput<typeof GalleryDaySchema>;

/** Which days have pictures, oldest first. */
export const GalleryDaysSchema = v.object({
  schemaVersion: v.literal(1),
  days: v.array(v.string()),
});
export type GalleryDays = v.InferOutput<typeof GalleryDaysSchema>;

// Enough to recognise a picture in a grid; the record has them all.
const mostLabels = 8;

/** An event as the gallery lists it; the same event always gives the same entry. */
export function galleryEntry(
  event: ImageEvent,
  stored: Pick<GalleryEntry, 'recordKey' | 'thumbnail'>,
): GalleryEntry {
  const { imageId, camera, capturedAt, destinationKey: key } = event.detail;
  const image = { imageId, camera, capturedAt };
  // In the schema's order, so that an entry has the same bytes before and after it was stored.
  const files = { key, ...stored };
  switch (event.type) {
    case 'ImageClassified': {
      const alarming = new Set(event.detail.matches.map((match) => match.label));
      const labels = event.detail.labels
        .map(({ name, confidence }) => ({ name, confidence, alarm: alarming.has(name) }))
        .filter(({ alarm }, rank) => alarm || rank < mostLabels);
      return { ...image, outcome: event.detail.outcome, ...files, labels };
    }
    case 'ImageRejected':
      return { ...image, outcome: 'rejected', ...files, labels: [], reason: event.detail.message };
  }
}
