import { Zip, ZipPassThrough } from 'fflate';
import type { BlobStore } from '../blob-store.ts';
import type { FiledEntry } from './filed-pictures.ts';
import { zipName } from './zip-name.ts';

/**
 * A zip of pictures, made while it is read: one picture at a time is in memory. They are stored as
 * they are, for a JPEG gets no smaller. What has been deleted meanwhile is left out.
 */
export async function* zipOf(
  pictures: readonly FiledEntry[],
  blobs: Pick<BlobStore, 'get'>,
): AsyncGenerator<Uint8Array> {
  const written: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    written.push(chunk);
  });
  const names = new Set<string>();
  for (const picture of pictures) {
    const bytes = await readFiled(picture, blobs);
    if (bytes === undefined) continue;
    const file = new ZipPassThrough(zipName(picture, names));
    const capturedAt = new Date(picture.capturedAt);
    if (isTellable(capturedAt)) file.mtime = capturedAt;
    zip.add(file);
    file.push(bytes, true);
    yield* written.splice(0);
  }
  zip.end();
  yield* written.splice(0);
}

async function readFiled(
  { places }: FiledEntry,
  blobs: Pick<BlobStore, 'get'>,
): Promise<Uint8Array | undefined> {
  for (const place of places) {
    const blob = await blobs.get(place);
    if (blob !== undefined) return blob.bytes;
  }
  return undefined;
}

// A zip knows no other years.
function isTellable(time: Date): boolean {
  return time.getFullYear() >= 1980 && time.getFullYear() < 2100;
}
