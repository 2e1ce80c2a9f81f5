import { localHour } from '../../contracts/capture-time.ts';
import { GalleryDaysSchema } from '../../contracts/gallery-index.ts';
import { galleryDaysKey } from '../../contracts/gallery-key.ts';
import type { ImageRecord } from '../../contracts/image-record.ts';
import { placePrefixes, recordKey } from '../../contracts/object-key.ts';
import { readableDocument } from '../../runtime/read-document.ts';
import { filesBeside, type NamedPicture, pictureNamedIn } from './files-beside.ts';
import { camerasOn, readRecord } from './read-records.ts';
import type { RulesStore } from './rules-store.ts';

type Records = Pick<RulesStore, 'blobs' | 'name' | 'timeZone' | 'cameras'>;

const imageId = /^[0-9a-f]{20}$/;
const keyWithId = /\/([^/]+)\/(\d{4}-\d\d-\d\d)\/([0-9a-f]{20})\.(?:json|jpg)$/;

/**
 * Finds the decision on a picture by its id, its key in any folder, or the key of its record or
 * thumbnail. Undefined when there is none.
 */
export async function findRecord(
  store: Records,
  written: string,
): Promise<ImageRecord | undefined> {
  if (imageId.test(written)) return searchById(store, written);
  const key = keyOf(store, written);
  const [, camera, day, id] = keyWithId.exec(`/${key}`) ?? [];
  if (camera !== undefined && day !== undefined && id !== undefined) {
    return recordAt(store, recordKey(camera, day, id));
  }
  for (const beside of filesBeside(key)) {
    const blob = await store.blobs.get(beside.key);
    if (blob === undefined) continue;
    const named = pictureNamedIn(beside, new TextDecoder().decode(blob.bytes));
    const found = named && (await recordOf(store, named));
    if (found !== undefined) return found;
  }
  return undefined;
}

// As people copy it: from a bucket's address, from a folder, from a page's.
function keyOf({ name }: Pick<Records, 'name'>, written: string): string {
  const plain = written.startsWith(`${name}/`) ? written.slice(name.length + 1) : written;
  return plain.replace(/^(?:\.?\/)+/, '');
}

// Newest first: people ask about what just rang.
async function searchById(store: Records, id: string): Promise<ImageRecord | undefined> {
  const index = await readableDocument(store.blobs, galleryDaysKey, GalleryDaysSchema);
  if (index === undefined) return searchEverywhere(store, id);
  for (const day of index.days.toReversed()) {
    const cameras = await camerasOn(store, day);
    const found = await Promise.all(
      cameras.map((camera) => recordAt(store, recordKey(camera, day, id))),
    );
    const record = found.find((one) => one !== undefined);
    if (record !== undefined) return record;
  }
  return undefined;
}

// A bucket whose gallery was never written, or was cleared away.
async function searchEverywhere(store: Records, id: string): Promise<ImageRecord | undefined> {
  const [records = ''] = placePrefixes('intellicam', 'records');
  for await (const { key } of store.blobs.list(records)) {
    if (key.endsWith(`/${id}.json`)) return recordAt(store, key);
  }
  return undefined;
}

function recordOf(
  store: Records,
  { camera, capturedAt, id }: NamedPicture,
): Promise<ImageRecord | undefined> {
  return recordAt(store, recordKey(camera, localHour(capturedAt, store.timeZone).day, id));
}

async function recordAt({ blobs }: Records, key: string): Promise<ImageRecord | undefined> {
  const record = await readRecord(blobs, key);
  if (record === 'gone') return undefined;
  if (record === undefined) throw new Error(`read record ${key}: it is none`);
  return record;
}
