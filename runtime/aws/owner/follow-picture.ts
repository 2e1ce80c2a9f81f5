import { setTimeout as sleep } from 'node:timers/promises';
import * as v from 'valibot';
import { type GalleryEntry, GalleryShardSchema } from '../../../contracts/gallery-index.ts';
import { type ImageRecord, ImageRecordSchema } from '../../../contracts/image-record.ts';
import { readClaim } from '../../alert-claim.ts';
import type { BlobStore } from '../../blob-store.ts';
import type { SentPicture } from './sent-picture.ts';

/** What the pipeline leaves of a picture. */
export type Hop = 'recorded' | 'filed' | 'thumbnail' | 'listed' | 'told';

/** A hop that was seen, and how long after the first look for it. */
type Sighting = { readonly hop: Hop; readonly seconds: number };

export type Journey = {
  readonly record?: ImageRecord;
  readonly sightings: readonly Sighting[];
  /** What should have been seen, and was not. */
  readonly missing: readonly Hop[];
};

type FollowOptions = {
  readonly timeoutSeconds: number;
  readonly pollMilliseconds?: number;
  /** Told of each hop as soon as it is seen. */
  readonly onSighting: (sighting: Sighting, record: ImageRecord) => void;
};

/** Watches what becomes of a picture, until all of it was seen or the time is over. */
export async function followPicture(
  blobs: Pick<BlobStore, 'get'>,
  picture: SentPicture,
  { timeoutSeconds, pollMilliseconds = 300, onSighting }: FollowOptions,
): Promise<Journey> {
  const startedAt = performance.now();
  const seconds = () => (performance.now() - startedAt) / 1000;
  const sightings: Sighting[] = [];
  let record: ImageRecord | undefined;
  // The gallery lists a picture after its thumbnail was made, or could not be.
  let isUndrawable = false;
  for (;;) {
    record ??= await readRecord(blobs, picture);
    if (record !== undefined) await lookForMissing(record);
    const missing = missingHops(record);
    const hopeful = missing.filter((hop) => hop !== 'thumbnail' || !isUndrawable);
    const isOver = hopeful.length === 0 || seconds() >= timeoutSeconds;
    if (isOver) return { ...(record === undefined ? {} : { record }), sightings, missing };
    await sleep(pollMilliseconds);
  }

  // Nothing else is made before there is a record, and everything else at the same time.
  async function lookForMissing(known: ImageRecord): Promise<void> {
    await Promise.all(
      missingHops(known).map(async (hop) => {
        const seen = await lookFor(blobs, hop, { picture, record: known });
        if (seen === false) return;
        if (seen === 'without thumbnail') isUndrawable = true;
        const sighting = { hop, seconds: seconds() };
        sightings.push(sighting);
        onSighting(sighting, known);
      }),
    );
  }

  function missingHops(known: ImageRecord | undefined): readonly Hop[] {
    return hopsOf(known).filter((hop) => sightings.every((sighting) => sighting.hop !== hop));
  }
}

/** What is to be expected of a picture: nobody is told of a quiet one, and a rejected one is not drawn. */
function hopsOf(record: ImageRecord | undefined): readonly Hop[] {
  if (record === undefined) return ['recorded', 'filed', 'thumbnail', 'listed'];
  const { event } = record;
  if (event.type === 'ImageRejected') return ['recorded', 'filed', 'listed'];
  const always = ['recorded', 'filed', 'thumbnail', 'listed'] as const;
  return event.detail.outcome === 'alarm' ? [...always, 'told'] : always;
}

type Followed = { readonly picture: SentPicture; readonly record: ImageRecord };

async function lookFor(
  blobs: Pick<BlobStore, 'get'>,
  hop: Hop,
  { picture, record }: Followed,
): Promise<boolean | 'without thumbnail'> {
  switch (hop) {
    case 'recorded':
      return true;
    case 'filed': {
      const { destinationKey } = record.event.detail;
      const filed = await blobs.get(destinationKey, { firstBytes: 1 });
      if (filed?.etag !== picture.etag) return false;
      return (await blobs.get(picture.key, { firstBytes: 1 }))?.etag !== picture.etag;
    }
    case 'thumbnail':
      return (await blobs.get(picture.thumbnailKey, { firstBytes: 1 })) !== undefined;
    case 'listed': {
      const entry = await readEntry(blobs, picture);
      if (entry === undefined) return false;
      return entry.thumbnail === undefined ? 'without thumbnail' : true;
    }
    case 'told': {
      const claim = await blobs.get(picture.claimKey);
      return claim !== undefined && readClaim(claim.bytes)?.state === 'sent';
    }
  }
}

async function readRecord(
  blobs: Pick<BlobStore, 'get'>,
  { recordKey }: SentPicture,
): Promise<ImageRecord | undefined> {
  const blob = await blobs.get(recordKey);
  return blob && v.parse(ImageRecordSchema, readJson(blob.bytes));
}

async function readEntry(
  blobs: Pick<BlobStore, 'get'>,
  { shardKeys, imageId }: SentPicture,
): Promise<GalleryEntry | undefined> {
  for (const key of shardKeys) {
    const blob = await blobs.get(key);
    const shard = blob && v.parse(GalleryShardSchema, readJson(blob.bytes));
    const entry = shard?.entries[imageId];
    if (entry !== undefined || !shard?.split) return entry;
  }
  return undefined;
}

function readJson(bytes: Uint8Array): unknown {
  return JSON.parse(new TextDecoder().decode(bytes));
}
