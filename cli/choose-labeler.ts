import { availableParallelism } from 'node:os';
import type { BlobStore } from '../runtime/blob-store.ts';
import type { Labeler } from '../runtime/labeler.ts';
import { readImage } from '../runtime/read-image.ts';
import { UsageError } from '../runtime/usage-error.ts';

const replay = 'replay:';

/** Makes the labeler that the person named; what it needs is loaded only then. */
export async function chooseLabeler(name: string, blobs: BlobStore): Promise<Labeler> {
  if (name.startsWith(replay)) return openReplay(name.slice(replay.length));
  if (name !== 'centernet') {
    throw new UsageError(`unknown labeler ${name}: there are centernet and replay:FILE`);
  }
  const { centernetLabeler } = await import('../runtime/local/centernet/centernet-labeler.ts');
  return centernetLabeler({
    threads: availableParallelism(),
    readImage: async (image) => {
      const blob = await readImage(blobs, image);
      if (blob === undefined) throw new Error(`label image ${image.key}: it has gone meanwhile`);
      return blob.bytes;
    },
  });
}

async function openReplay(file: string): Promise<Labeler> {
  const { replayLabeler } = await import('../runtime/local/replay-labeler.ts');
  try {
    return await replayLabeler(file);
  } catch (error) {
    throw new UsageError(`the recorded answers in ${file} cannot be read: ${String(error)}`, {
      cause: error,
    });
  }
}
