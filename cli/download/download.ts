import { hash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { GalleryEntry } from '../../contracts/gallery-index.ts';
import type { ImageEvent } from '../../contracts/image-event.ts';
import { hasErrorCode } from '../../runtime/error-code.ts';
import { readImage } from '../../runtime/read-image.ts';
import { inParallel } from '../rules/in-parallel.ts';
import { readRecord } from '../rules/read-records.ts';
import type { RulesStore } from '../rules/rules-store.ts';
import { pictureFileName, safeName } from './safe-name.ts';

/** How many pictures came to what. */
export type Downloaded = {
  readonly written: number;
  /** They were there already. */
  readonly kept: number;
  /** A file of that name is there, and is another; it was left alone. */
  readonly differing: number;
  /** Deleted by age, or by somebody. */
  readonly gone: number;
};

type Outcome = keyof Downloaded;

const atOnce = 8;
const md5 = /^[0-9a-f]{32}$/;

/** Writes pictures into a folder, some at a time; what is there already is not read again. */
export async function download(
  { blobs }: Pick<RulesStore, 'blobs'>,
  entries: readonly GalleryEntry[],
  { folder, onPicture }: { readonly folder: string; readonly onPicture: (done: number) => void },
): Promise<Downloaded> {
  const counts = { written: 0, kept: 0, differing: 0, gone: 0 };
  let done = 0;
  for await (const outcome of inParallel(entries, atOnce, one)) {
    counts[outcome] += 1;
    done += 1;
    onPicture(done);
  }
  return counts;

  async function one(entry: GalleryEntry): Promise<Outcome> {
    const record = await readRecord(blobs, entry.recordKey);
    if (record === undefined || record === 'gone') return 'gone';
    const { detail } = record.event;
    const name = pictureFileName(detail.destinationKey, detail.imageId);
    const file = join(folder, safeName(detail.camera), name);
    const there = await stateOf(file, detail);
    if (there !== 'missing') return there;
    const picture = await readImage(blobs, detail);
    if (picture === undefined) return 'gone';
    await writeWhole(file, picture.bytes);
    return 'written';
  }
}

async function stateOf(
  file: string,
  { etag, sizeBytes }: Pick<ImageEvent['detail'], 'etag' | 'sizeBytes'>,
): Promise<'missing' | 'kept' | 'differing'> {
  try {
    const bytes = await readFile(file);
    const isSame = bytes.length === sizeBytes && (!md5.test(etag) || hash('md5', bytes) === etag);
    return isSame ? 'kept' : 'differing';
  } catch (error) {
    if (hasErrorCode(error, 'ENOENT')) return 'missing';
    throw error;
  }
}

// Under its own name a file is whole, also after Ctrl-C.
async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const part = `${file}.part`;
  // Whatever lies there is half of an earlier one, or leads elsewhere.
  await rm(part, { force: true });
  await writeFile(part, bytes, { flag: 'wx' });
  await rename(part, file);
}
