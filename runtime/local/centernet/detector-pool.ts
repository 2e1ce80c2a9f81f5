import { Worker } from 'node:worker_threads';
import { projectFile } from '../../project-file.ts';
import type { Detection } from './detection.ts';
import { type DetectorThread, detectorThread } from './detector-thread.ts';

/** Judges pictures on threads of its own, in the order they came. */
export interface DetectorPool {
  /** Throws `UnreadableImageError` for what is no picture; any other error may pass. */
  detect(bytes: Uint8Array): Promise<readonly Detection[]>;
  /** Stops the threads; pictures still waiting or running are rejected. */
  close(): Promise<void>;
}

type Job = {
  readonly bytes: Uint8Array;
  readonly resolve: (detections: readonly Detection[]) => void;
  readonly reject: (error: unknown) => void;
};

/** Starts threads only as pictures come, and another in place of one that died. */
export function createDetectorPool({
  threads: limit,
  startWorker = startCenternet,
}: {
  readonly threads: number;
  readonly startWorker?: () => Worker;
}): DetectorPool {
  let threads: readonly DetectorThread[] = [];
  const waiting: Job[] = [];
  let closed = false;

  function dispatch(): void {
    while (waiting.length > 0) {
      const thread = idleThread();
      const job = thread && waiting.shift();
      if (job === undefined) return;
      thread?.judge(job.bytes).then(job.resolve, job.reject).finally(dispatch);
    }
  }
  function idleThread(): DetectorThread | undefined {
    threads = threads.filter(({ alive }) => alive);
    const idle = threads.find(({ busy }) => !busy);
    if (idle !== undefined || threads.length >= limit) return idle;
    const started = detectorThread(startWorker());
    threads = [...threads, started];
    return started;
  }

  return {
    detect: (bytes) =>
      new Promise((resolve, reject) => {
        if (closed) throw closedError();
        waiting.push({ bytes, resolve, reject });
        dispatch();
      }),
    async close() {
      closed = true;
      for (const { reject } of waiting.splice(0)) reject(closedError());
      await Promise.all(threads.map((thread) => thread.stop()));
    },
  };
}

// What a thread computes with lies outside of its heap; a small heap is collected before it has grown.
const resourceLimits = { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 128 };

function startCenternet(): Worker {
  return new Worker(projectFile('dist/runtime/local/centernet/worker.js'), { resourceLimits });
}

function closedError(): Error {
  return new Error('detect: the detector pool is closed');
}
