import type { GalleryEntry } from '../contracts/gallery-index.ts';
import {
  galleryDayKey,
  galleryDaysKey,
  galleryShardKey,
  thumbnailKey,
} from '../contracts/gallery-key.ts';
import { memoryBlobStore } from '../test/adapters/memory-blob-store.ts';
import { drawScene } from '../test/browser/draw-scene.ts';
import { putJson, type SeedStore } from '../test/browser/seed-picture.ts';

const day = '2026-11-20';
const cameras = ['garden', 'driveway', 'door', 'street'];
const thumbnailWidth = 320;

/** A store with so many pictures of one day, spread over four cameras; one thumbnail serves all. */
export async function busyDay(pictures: number): Promise<SeedStore> {
  const blobs = memoryBlobStore();
  const thumbnail = await drawScene({ hour: 12, ground: '#6f9a55', actors: [] }, thumbnailWidth);
  const shards = [];
  const each = Math.ceil(pictures / (24 * cameras.length));
  for (let hour = 0; hour < 24; hour += 1) {
    for (const camera of cameras) {
      const name = { camera, hour: String(hour).padStart(2, '0') };
      const entries = Array.from({ length: each }, (_, index) => entryOf(name, index, each));
      const byImage = Object.fromEntries(entries.map((entry) => [entry.imageId, entry]));
      await putJson(blobs, galleryShardKey({ day, ...name }), {
        ...{ schemaVersion: 1, entries: byImage },
      });
      for (const entry of entries) await blobs.put(entry.thumbnail?.key ?? '', thumbnail);
      shards.push(name);
    }
  }
  await putJson(blobs, galleryDayKey(day), { schemaVersion: 1, shards });
  await putJson(blobs, galleryDaysKey, { schemaVersion: 1, days: [day] });
  return blobs;
}

function entryOf(
  { camera, hour }: { readonly camera: string; readonly hour: string },
  index: number,
  among: number,
): GalleryEntry {
  const imageId = `${camera}-${hour}-${String(index).padStart(4, '0')}-5f0c2b7d9e31`;
  const second = Math.floor((index * 3_600) / among);
  const time = [Math.floor(second / 60), second % 60].map((part) => String(part).padStart(2, '0'));
  const outcome = index % 10 === 0 ? 'alarm' : 'quiet';
  const key = thumbnailKey(camera, day, imageId);
  return {
    ...{ imageId, camera, outcome, key: `jpg_${outcome}/${camera}/${imageId}.jpg` },
    capturedAt: `${day}T${hour}:${time.join(':')}.000Z`,
    recordKey: `records/${camera}/${day}/${imageId}.json`,
    thumbnail: { key, width: thumbnailWidth, height: 240, partial: false },
    labels: [
      { name: 'Person', confidence: 60 + (index % 40), alarm: outcome === 'alarm' },
      { name: 'Tree', confidence: 91.2, alarm: false },
    ],
  };
}
