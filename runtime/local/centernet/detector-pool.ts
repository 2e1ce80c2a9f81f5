import { Worker } from 'node:worker_threads';
import { projectFile } from '../../project-file.ts';
import type { Detection } from './detection.ts';
import { type DetectionJob, type DetectorThread, detectorThread } from './detector-thread.ts';

/** Judges pictures on threads of its own, in the order they came. */
export interface DetectorPool {
  /** Throws `UnreadableImageError` for what is no picture; any other error may pass. */
  detect(bytes: Uint8Array): Promise<readonly Detection[]>;
  /** Stops the threads; pictures still waiting or running are rejected. */
  close(): Promise<void>;
}

// The next picture is decoded while this one is judged, and no core waits for the main thread.
const mostLoad = 2;

/** Starts threads only as pictures come, and another in place of one that died. */
export function createDetectorPool({
  threads: limit,
  startWorker = startCenternet,
}: {
  readonly threads: number;
  readonly startWorker?: () => Worker;
}): DetectorPool {
  let threads: readonly DetectorThread[] = [];
  const waiting: DetectionJob[] = [];
  let closed = false;

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

  function dispatch(): void {
    for (let thread = freeThread(); thread !== undefined; thread = freeThread()) {
      const next = waiting.shift();
      if (next === undefined) return;
      thread.judge(next);
    }
  }

  function freeThread(): DetectorThread | undefined {
    if (waiting.length === 0) return undefined;
    threads = threads.filter(({ alive }) => alive);
    const [freest] = threads.toSorted((a, b) => a.load - b.load);
    if (freest?.load === 0) return freest;
    if (threads.length < limit) return startThread();
    return freest !== undefined && freest.load < mostLoad ? freest : undefined;
  }

  function startThread(): DetectorThread {
    const started = detectorThread(startWorker(), {
      onAnswer: dispatch,
      onOrphans: (jobs) => {
        waiting.unshift(...jobs);
        dispatch();
      },
    });
    threads = [...threads, started];
    return started;
  }
}

// What a thread computes with lies outside of its heap; a small heap is collected before it has grown.
const resourceLimits = { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 128 };

function startCenternet(): Worker {
  return new Worker(projectFile('dist/runtime/local/centernet/worker.js'), { resourceLimits });
}

function closedError(): Error {
  return new Error('detect: the detector pool is closed');
}
