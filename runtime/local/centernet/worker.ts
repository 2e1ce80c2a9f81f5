import { parentPort } from 'node:worker_threads';
import { UnreadableImageError } from '../../labeler.ts';
import { decodePicture } from './decode-picture.ts';
import { loadCenternet } from './load-centernet.ts';
import type { DetectRequest, DetectResponse } from './worker-message.ts';

const detect = await loadCenternet();

parentPort?.on('message', async ({ bytes }: DetectRequest) => {
  parentPort?.postMessage(await answer(bytes));
});

async function answer(bytes: Uint8Array): Promise<DetectResponse> {
  try {
    return { outcome: 'detected', rows: detect(await decodePicture(bytes)) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { outcome: error instanceof UnreadableImageError ? 'unreadable' : 'failed', reason };
  }
}
