import sharp from 'sharp';
import { FeedbackSchema } from '../../contracts/feedback.ts';
import { type GalleryEntry, galleryEntry } from '../../contracts/gallery-index.ts';
import { thumbnailKey } from '../../contracts/gallery-key.ts';
import type { ImageEvent } from '../../contracts/image-event.ts';
import { feedbackKey } from '../../contracts/object-key.ts';
import type { BlobStore } from '../../runtime/blob-store.ts';
import { readableDocument } from '../../runtime/read-document.ts';
import { readImage } from '../../runtime/read-image.ts';
import { renderThumbnail } from '../../services/thumbnailer/render-thumbnail.ts';
import { readRecord } from '../rules/read-records.ts';

type Blobs = Pick<BlobStore, 'get' | 'put' | 'list'>;
type Thumbnail = GalleryEntry['thumbnail'];

/** A record by the parts of its key. */
export type RecordName = {
  readonly key: string;
  readonly camera: string;
  readonly day: string;
  readonly imageId: string;
};

/** What is there already and need not be made or asked again. */
export type Leftovers = {
  readonly entries: ReadonlyMap<string, GalleryEntry>;
  readonly thumbnails: ReadonlySet<string>;
  readonly judged: ReadonlySet<string>;
};

export type RebuiltEntry = { readonly entry: GalleryEntry; readonly thumbnailMade: boolean };

/** What the gallery lists of a picture by its record; undefined when that cannot be read. */
export async function rebuiltEntry(
  blobs: Blobs,
  { key, camera, day, imageId }: RecordName,
  { entries, thumbnails, judged }: Leftovers,
): Promise<RebuiltEntry | undefined> {
  const record = await readRecord(blobs, key);
  if (record === undefined || record === 'gone') return undefined;
  const judgedAs = feedbackKey(camera, day, imageId);
  const given = judged.has(judgedAs)
    ? await readableDocument(blobs, judgedAs, FeedbackSchema)
    : undefined;
  const judgement = given && { verdict: given.verdict, givenAt: given.givenAt };
  const place = thumbnailKey(camera, day, imageId);
  const isThere = thumbnails.has(place);
  const known = entries.get(imageId)?.thumbnail;
  const thumbnail =
    isThere && known?.key === place
      ? known
      : await findThumbnail(blobs, record.event, { place, isThere });
  const stored = { ...(thumbnail && { thumbnail }), ...(judgement && { judgement }) };
  return {
    entry: galleryEntry(record.event, { recordKey: key, ...stored }),
    thumbnailMade: thumbnail !== undefined && !isThere,
  };
}

// Only the picture itself tells whether it is damaged; without it, its thumbnail says the rest.
async function findThumbnail(
  blobs: Blobs,
  event: ImageEvent,
  { place, isThere }: { readonly place: string; readonly isThere: boolean },
): Promise<Thumbnail> {
  if (event.type === 'ImageRejected') return undefined;
  const picture = await readImage(blobs, event.detail);
  const made = picture && (await renderThumbnail(picture.bytes));
  if (made === undefined) return isThere ? measured(blobs, place) : undefined;
  const { bytes, width, height, partial } = made;
  if (!isThere)
    await blobs.put(place, bytes, { condition: 'if-absent', contentType: 'image/jpeg' });
  return { key: place, width, height, partial };
}

async function measured(blobs: Blobs, key: string): Promise<Thumbnail> {
  const blob = await blobs.get(key);
  try {
    const { width, height } = await sharp(blob?.bytes).metadata();
    return { key, width, height, partial: false };
  } catch {
    return undefined;
  }
}
