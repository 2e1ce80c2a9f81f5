import { parentPort } from 'node:worker_threads';
import { UnreadableImageError } from '../../labeler.ts';
import { decodePicture } from './decode-picture.ts';
import { loadCenternet } from './load-centernet.ts';
import type { DetectRequest, DetectResponse } from './worker-message.ts';

const detect = await loadCenternet();
let answered = Promise.resolve();

// Decoding begins at once, beside the detection of the picture before; answers keep the order.
parentPort?.on('message', ({ bytes }: DetectRequest) => {
  const decoded = decodePicture(bytes);
  decoded.catch(() => undefined);
  answered = answered.then(async () => parentPort?.postMessage(await answer(decoded)));
});

async function answer(decoded: Promise<Float32Array>): Promise<DetectResponse> {
  try {
    return { outcome: 'detected', rows: detect(await decoded) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { outcome: error instanceof UnreadableImageError ? 'unreadable' : 'failed', reason };
  }
}
