import type { BlobStore } from '../blob-store.ts';
import { filedPictures } from './filed-pictures.ts';
import { type GalleryAnswer, plain } from './gallery-answer.ts';
import { zipOf } from './zip-of.ts';

const outcomes = ['all', 'alarm', 'quiet', 'rejected'];

/** The pictures of a day as one zip: all of them, or of a camera or outcome. */
export async function answerDownload(
  query: string,
  blobs: Pick<BlobStore, 'get'>,
): Promise<GalleryAnswer> {
  const asked = new URLSearchParams(query);
  const day = asked.get('day') ?? '';
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day))
    return plain(400, 'a download is of a day: ?day=2026-11-20');
  const outcome = asked.get('outcome') || 'all';
  if (!outcomes.includes(outcome)) return plain(400, `outcome is one of ${outcomes.join(', ')}`);
  const camera = asked.get('camera') || undefined;
  const pictures = await filedPictures(blobs, { day, camera, outcome });
  if (pictures.length === 0) return plain(404, 'there are no such pictures');
  return {
    status: 200,
    headers: {
      'Content-Type': 'application/zip',
      'Content-Disposition': `attachment; filename="intellicam-${day}.zip"`,
      'Cache-Control': 'no-store',
    },
    body: zipOf(pictures, blobs),
  };
}
