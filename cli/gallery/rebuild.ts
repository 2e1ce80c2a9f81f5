import * as v from 'valibot';
import { type GalleryDays, GalleryDaysSchema } from '../../contracts/gallery-index.ts';
import { galleryDaysKey } from '../../contracts/gallery-key.ts';
import { placePrefixes, recordDayPrefix } from '../../contracts/object-key.ts';
import { galleryRebuildKey } from '../../contracts/state-key.ts';
import { readableDocument } from '../../runtime/read-document.ts';
import { recountDocument } from '../../runtime/recount-document.ts';
import { camerasOn } from '../rules/read-records.ts';
import type { RulesStore } from '../rules/rules-store.ts';
import { healDocument } from './heal-document.ts';
import { type RebuiltDay, rebuildDay } from './rebuild-day.ts';
import type { RecordName } from './rebuilt-entries.ts';

const ProgressSchema = v.object({
  schemaVersion: v.literal(1),
  startedAt: v.pipe(v.string(), v.isoTimestamp()),
  since: v.string(),
  done: v.array(v.string()),
  finished: v.boolean(),
});
/** Where the records lie. */
type Store = Pick<RulesStore, 'blobs' | 'name' | 'timeZone' | 'cameras'>;

type Progress = v.InferOutput<typeof ProgressSchema>;

export type Rebuilt = RebuiltDay & { readonly days: number; readonly skipped: number };

type Options = {
  /** The first day; all of them without it. */
  readonly since: string;
  readonly now: () => Date;
  readonly onDay: (done: number, of: number, pictures: number) => void;
};

// What was cut short longer ago is begun anew: much may have changed.
const resumableMilliseconds = 24 * 60 * 60 * 1000;

const recordPath = /^([^/]+)\/(\d{4}-\d\d-\d\d)\/([^/]+)\.json$/;

/**
 * Makes the gallery's index anew from the records, day by day. Whoever was cut short goes on where it
 * ended.
 */
export async function rebuild(store: Store, options: Options): Promise<Rebuilt> {
  const { since, now, onDay } = options;
  const days = await recordsByDay(store, since);
  let progress = await begin(store, { since, now: now() });
  const done = new Set(progress.done);
  let sum: Rebuilt = {
    ...nothing,
    days: 0,
    skipped: [...days.keys()].filter((day) => done.has(day)).length,
  };
  await forgetDays(store, { since, days: new Set(days.keys()) });
  for (const [day, records] of days) {
    if (done.has(day)) continue;
    const rebuilt = await rebuildDay(store, day, records);
    sum = { ...added(sum, rebuilt), days: sum.days + 1, skipped: sum.skipped };
    progress = { ...progress, done: [...progress.done, day] };
    await note(store, progress);
    onDay(sum.days + sum.skipped, days.size, sum.pictures);
  }
  await note(store, { ...progress, finished: true });
  return sum;
}

const nothing: RebuiltDay = { pictures: 0, removed: 0, thumbnailsMade: 0, unreadable: 0 };

function added(one: RebuiltDay, other: RebuiltDay): RebuiltDay {
  return {
    pictures: one.pictures + other.pictures,
    removed: one.removed + other.removed,
    thumbnailsMade: one.thumbnailsMade + other.thumbnailsMade,
    unreadable: one.unreadable + other.unreadable,
  };
}

/** All records since a day, under their days, oldest first. */
async function recordsByDay(
  { blobs }: Store,
  since: string,
): Promise<ReadonlyMap<string, readonly RecordName[]>> {
  const [prefix = ''] = placePrefixes('intellicam', 'records');
  const days = new Map<string, RecordName[]>();
  for await (const { key } of blobs.list(prefix)) {
    const [, camera = '', day = '', imageId = ''] = recordPath.exec(key.slice(prefix.length)) ?? [];
    if (imageId === '' || day < since) continue;
    const known = days.get(day);
    const name = { key, camera, day, imageId };
    if (known === undefined) days.set(day, [name]);
    else known.push(name);
  }
  return new Map([...days].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

async function begin(
  { blobs }: Store,
  { since, now }: { readonly since: string; readonly now: Date },
): Promise<Progress> {
  const last = await readableDocument(blobs, galleryRebuildKey, ProgressSchema);
  const isOpen =
    last?.finished === false &&
    last.since === since &&
    now.getTime() - Date.parse(last.startedAt) < resumableMilliseconds;
  if (last !== undefined && isOpen) return last;
  return { schemaVersion: 1, startedAt: now.toISOString(), since, done: [], finished: false };
}

async function note({ blobs }: Store, progress: Progress): Promise<void> {
  const bytes = new TextEncoder().encode(JSON.stringify(progress));
  await blobs.put(galleryRebuildKey, bytes, { contentType: 'application/json' });
}

/** Takes the days off the list of which there is no record any more. */
async function forgetDays(
  store: Store,
  { since, days }: { readonly since: string; readonly days: ReadonlySet<string> },
): Promise<void> {
  const { blobs } = store;
  const list = { key: galleryDaysKey, schema: GalleryDaysSchema, empty: noDays };
  if ((await healDocument(blobs, list)) === undefined) return;
  await recountDocument({ blobs, ...list }, async (listed): Promise<GalleryDays> => {
    const kept: string[] = [];
    for (const day of listed.days) {
      // One may have begun since the records were listed.
      if (day < since || days.has(day) || (await hasRecords(store, day))) kept.push(day);
    }
    return { schemaVersion: 1, days: kept };
  });
}

const noDays: GalleryDays = { schemaVersion: 1, days: [] };

async function hasRecords(store: Store, day: string): Promise<boolean> {
  for (const camera of await camerasOn(store, day)) {
    for await (const _ of store.blobs.list(recordDayPrefix(camera, day))) return true;
  }
  return false;
}
