import * as v from 'valibot';
import { localHour } from '../../contracts/capture-time.ts';
import { GalleryDaySchema, GalleryDaysSchema } from '../../contracts/gallery-index.ts';
import { galleryDayKey, galleryDaysKey } from '../../contracts/gallery-key.ts';
import { type ImageRecord, ImageRecordSchema } from '../../contracts/image-record.ts';
import { recordKey } from '../../contracts/object-key.ts';
import { readableDocument } from '../../runtime/read-document.ts';
import { inParallel } from './in-parallel.ts';
import type { RulesStore } from './rules-store.ts';

type Span = { readonly since: Date; readonly until: Date };
type Records = Pick<RulesStore, 'blobs' | 'timeZone' | 'cameras'>;

// Shorter than any day, also one with 23 hours.
const step = 12 * 60 * 60 * 1000;
const atOnce = 16;

/**
 * The decisions on pictures of a span of time, in no order; undefined for one that cannot be read. Only
 * some are held at a time, however many there are.
 */
export async function* readRecords(
  store: Records,
  { since, until }: Span,
): AsyncGenerator<ImageRecord | undefined> {
  const read = async (key: string) => readRecord(store.blobs, key);
  for await (const record of inParallel(recordKeys(store, { since, until }), atOnce, read)) {
    if (record === 'gone') continue;
    const taken = record === undefined ? undefined : new Date(record.event.detail.capturedAt);
    if (taken === undefined || (taken >= since && taken <= until)) yield record;
  }
}

/** One decision; undefined for what is none, `gone` for nothing at all. */
export async function readRecord(
  blobs: Records['blobs'],
  key: string,
): Promise<ImageRecord | undefined | 'gone'> {
  const blob = await blobs.get(key);
  if (blob === undefined) return 'gone';
  try {
    return v.parse(ImageRecordSchema, JSON.parse(new TextDecoder().decode(blob.bytes)));
  } catch {
    return undefined;
  }
}

/** The cameras that took pictures on a day, by the gallery's index, and those that are configured. */
export async function camerasOn(
  { blobs, cameras }: Pick<Records, 'blobs' | 'cameras'>,
  day: string,
): Promise<readonly string[]> {
  const index = await readableDocument(blobs, galleryDayKey(day), GalleryDaySchema);
  const listed = index?.shards.map(({ camera }) => camera) ?? [];
  return [...new Set([...cameras, ...listed])];
}

async function* recordKeys(store: Records, { since, until }: Span): AsyncGenerator<string> {
  const index = await readableDocument(store.blobs, galleryDaysKey, GalleryDaysSchema);
  const days = daysOf({ since, until }, store.timeZone);
  for (const day of index === undefined ? days : days.filter((one) => index.days.includes(one))) {
    for (const camera of await camerasOn(store, day)) {
      const folder = recordKey(camera, day, '').replace(/\.json$/, '');
      for await (const { key } of store.blobs.list(folder)) yield key;
    }
  }
}

function daysOf({ since, until }: Span, timeZone: string): readonly string[] {
  const steps = Math.ceil((until.getTime() - since.getTime()) / step) + 1;
  const days = Array.from({ length: Math.max(1, steps) }, (_, index) => {
    const moment = new Date(Math.min(since.getTime() + index * step, until.getTime()));
    return localHour(moment.toISOString(), timeZone).day;
  });
  return [...new Set(days)];
}
