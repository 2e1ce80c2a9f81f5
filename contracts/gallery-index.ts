import * as v from 'valibot';
import { JudgementSchema } from './feedback.ts';
import type { ImageEvent } from './image-event.ts';
import { namedRecord } from './named-record.ts';

const Count = v.pipe(v.number(), v.integer(), v.minValue(0));

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
  motionEvent: v.optional(v.string()),
  /** How large the area is in which something moved. */
  movedPixels: v.optional(v.number()),
  /** The rules that rang. */
  rules: v.optional(v.array(v.string())),
  judgement: v.optional(JudgementSchema),
});
export type GalleryEntry = v.InferOutput<typeof GalleryEntrySchema>;

/** The pictures of one camera in one hour of local time, or in a part of it, keyed by image. */
export const GalleryShardSchema = v.object({
  schemaVersion: v.literal(1),
  entries: v.record(v.string(), GalleryEntrySchema),
  /** There were too many: they go into its parts, and what is here still has to. */
  split: v.optional(v.literal(true)),
});
export type GalleryShard = v.InferOutput<typeof GalleryShardSchema>;

const ShardNameSchema = v.object({
  camera: v.string(),
  hour: v.string(),
  /** Of a split hour: minutes of the hour, `05-09` or `07`. */
  part: v.optional(v.string()),
});
/** One shard of a day; its key is `galleryShardKey({ day, ...name })`. */
export type ShardName = Readonly<v.InferOutput<typeof ShardNameSchema>>;

/**
 * Exactly the shards that have to be read for a day: one per camera and hour (`00`–`23`, local time)
 * with pictures or, of an hour with many, its parts instead.
 */
export const GalleryDaySchema = v.object({
  schemaVersion: v.literal(1),
  shards: v.array(ShardNameSchema),
});
export type GalleryDay = v.InferOutput<typeof GalleryDaySchema>;

/** Which days have pictures, oldest first. */
export const GalleryDaysSchema = v.object({
  schemaVersion: v.literal(1),
  days: v.array(v.string()),
});
export type GalleryDays = v.InferOutput<typeof GalleryDaysSchema>;

/** What a camera's pictures of one hour, or of one day, came to. */
const TallySchema = v.object({
  alarm: Count,
  quiet: Count,
  rejected: Count,
  /** Alarm pictures by label that rang, and by rule. */
  labels: namedRecord(Count),
  rules: namedRecord(Count),
  /** The newest judgements: how many alarms were called right, and so on. */
  judged: v.object({
    right: Count,
    'not-an-alarm': Count,
    missed: Count,
    /** Quiet pictures that somebody looked at and found nothing in. */
    'right-quiet': v.optional(Count),
  }),
});
export type Tally = v.InferOutput<typeof TallySchema>;

/** Each camera's hours (`00`–`23`) of one day. */
export const DaySummarySchema = v.object({
  schemaVersion: v.literal(1),
  cameras: namedRecord(v.record(v.string(), TallySchema)),
});
export type DaySummary = v.InferOutput<typeof DaySummarySchema>;

/**
 * By day, each camera's tally, and its alarms by hour: only hours that have some. It may lag behind the
 * newest day by up to an hour: whoever shows today takes the day's summary for it.
 */
export const MonthSummarySchema = v.object({
  schemaVersion: v.literal(1),
  days: v.record(
    v.string(),
    namedRecord(v.object({ ...TallySchema.entries, alarmHours: v.record(v.string(), Count) })),
  ),
});
export type MonthSummary = v.InferOutput<typeof MonthSummarySchema>;

// Enough to recognise a picture in a grid; the record has them all.
const mostLabels = 8;

/** An event as the gallery lists it; the same event always gives the same entry. */
export function galleryEntry(
  event: ImageEvent,
  stored: Pick<GalleryEntry, 'recordKey' | 'thumbnail' | 'judgement'>,
): GalleryEntry {
  const { imageId, camera, capturedAt, destinationKey: key } = event.detail;
  const { judgement, ...files } = stored;
  // In the schema's order, so that an entry has the same bytes before and after it was stored.
  const image = { imageId, camera, capturedAt, outcome: outcomeOf(event), key, ...files };
  const more = {
    ...motionOf(event),
    ...rulesOf(event),
    ...(judgement === undefined ? {} : { judgement }),
  };
  switch (event.type) {
    case 'ImageClassified': {
      const alarming = new Set(event.detail.matches.map((match) => match.label));
      const labels = event.detail.labels
        .map(({ name, confidence }) => ({ name, confidence, alarm: alarming.has(name) }))
        .filter(({ alarm }, rank) => alarm || rank < mostLabels);
      return { ...image, labels, ...more };
    }
    case 'ImageRejected':
      return { ...image, labels: [], reason: event.detail.message, ...more };
  }
}

function outcomeOf(event: ImageEvent): GalleryEntry['outcome'] {
  return event.type === 'ImageRejected' ? 'rejected' : event.detail.outcome;
}

function motionOf({ detail }: ImageEvent): Pick<GalleryEntry, 'motionEvent' | 'movedPixels'> {
  const { motionEvent, motionArea } = detail;
  return {
    ...(motionEvent === undefined ? {} : { motionEvent }),
    ...(motionArea === undefined ? {} : { movedPixels: motionArea.width * motionArea.height }),
  };
}

function rulesOf(event: ImageEvent): Pick<GalleryEntry, 'rules'> {
  const matches = event.type === 'ImageClassified' ? event.detail.matches : [];
  const rules = [...new Set(matches.map(({ rule }) => rule))].sort();
  return rules.length === 0 ? {} : { rules };
}
