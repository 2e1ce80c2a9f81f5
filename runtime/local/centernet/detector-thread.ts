import type { Worker } from 'node:worker_threads';
import { UnreadableImageError } from '../../labeler.ts';
import { type Detection, readDetections } from './detection.ts';
import type { DetectRequest, DetectResponse } from './worker-message.ts';

/** One detector on a core of its own; it takes the next picture when it has judged the last. */
export interface DetectorThread {
  readonly busy: boolean;
  readonly alive: boolean;
  judge(bytes: Uint8Array): Promise<readonly Detection[]>;
  stop(): Promise<void>;
}

type Answer = {
  readonly resolve: (detections: readonly Detection[]) => void;
  readonly reject: (error: Error) => void;
};

/** Wraps a worker that has just been started. */
export function detectorThread(worker: Worker): DetectorThread {
  let awaited: Answer | undefined;
  let alive = true;

  function settle(pass: (answer: Answer) => void): void {
    const answer = awaited;
    awaited = undefined;
    // An idle thread must not keep the program from ending.
    worker.unref();
    if (answer) pass(answer);
  }
  function die(cause?: unknown): void {
    alive = false;
    settle(({ reject }) => reject(new Error('detect: the detector thread died', { cause })));
  }
  worker.on('message', (response: DetectResponse) => settle((answer) => reply(answer, response)));
  worker.on('error', die);
  worker.on('exit', () => die());

  return {
    get busy() {
      return awaited !== undefined;
    },
    get alive() {
      return alive;
    },
    judge(bytes) {
      worker.ref();
      worker.postMessage({ bytes } satisfies DetectRequest);
      return new Promise((resolve, reject) => {
        awaited = { resolve, reject };
      });
    },
    async stop() {
      await worker.terminate();
    },
  };
}

function reply({ resolve, reject }: Answer, response: DetectResponse): void {
  switch (response.outcome) {
    case 'detected':
      resolve(readDetections(response.rows));
      break;
    case 'unreadable':
      reject(new UnreadableImageError(response.reason));
      break;
    case 'failed':
      reject(new Error(`detect: ${response.reason}`));
      break;
  }
}
