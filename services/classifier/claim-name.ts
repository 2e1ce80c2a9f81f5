import type { Folder, LayoutName } from '../../contracts/object-key.ts';
import { destinationKey, errorReasonKey, labelCsvKey } from '../../contracts/object-key.ts';
import type { BlobStore } from '../../runtime/blob-store.ts';
import type { ImageFacts } from './event-of.ts';
import { formatLabelCsv } from './format-label-csv.ts';
import type { Judgement } from './judge-image.ts';

type Judged = { readonly image: ImageFacts; readonly judgement: Judgement };

/**
 * Fixes where a picture will be filed, and writes what lies beside it: the CSV of its labels, or the
 * reason for its rejection.
 *
 * A camera may upload `snapshot.jpg` again and again. The file beside is written once and names its
 * picture, so it also settles which of them gets the plain name; the others carry part of their id.
 */
export async function claimName(
  blobs: BlobStore,
  layout: LayoutName,
  { image, judgement }: Judged,
): Promise<string> {
  const folder: Folder = judgement.outcome === 'rejected' ? 'error' : judgement.outcome;
  for (const copy of [undefined, image.imageId.slice(0, 8), image.imageId]) {
    const destination = destinationKey(layout, folder, image.key, copy);
    if (!(await isFree(blobs, destination, image.etag))) continue;
    const beside =
      judgement.outcome === 'rejected'
        ? { key: errorReasonKey(destination), text: reasonText(image, judgement) }
        : {
            key: labelCsvKey(layout, judgement.outcome, image.key, copy),
            text: formatLabelCsv(image, judgement),
          };
    if (await isOurs(blobs, beside, image.imageId)) return destination;
  }
  throw new Error(`name the destination of image ${image.imageId}: all its names are taken`);
}

// Nothing need lie beside a picture that was there before, and another's reason is named like a picture.
async function isFree(blobs: BlobStore, destination: string, etag: string): Promise<boolean> {
  const there = await blobs.get(destination, { firstBytes: 1 });
  return there === undefined || there.etag === etag;
}

async function isOurs(
  blobs: BlobStore,
  { key, text }: { key: string; text: string },
  imageId: string,
): Promise<boolean> {
  const { outcome } = await blobs.put(key, new TextEncoder().encode(text), {
    condition: 'if-absent',
    contentType: key.endsWith('.json') ? 'application/json' : 'text/csv; charset=utf-8',
  });
  if (outcome === 'stored') return true;
  const existing = await blobs.get(key);
  return existing !== undefined && new TextDecoder().decode(existing.bytes).includes(imageId);
}

function reasonText(image: ImageFacts, rejection: { reason: string; message: string }): string {
  const { imageId, camera, capturedAt, key, sizeBytes } = image;
  const { reason, message } = rejection;
  const text = { reason, message, imageId, camera, capturedAt, key, sizeBytes };
  return `${JSON.stringify(text, null, 2)}\n`;
}
