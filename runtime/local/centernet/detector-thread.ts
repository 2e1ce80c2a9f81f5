import type { Worker } from 'node:worker_threads';
import { UnreadableImageError } from '../../labeler.ts';
import { type Detection, readDetections } from './detection.ts';
import type { DetectRequest, DetectResponse } from './worker-message.ts';

/** A picture to judge, and who waits for it. */
export type DetectionJob = {
  readonly bytes: Uint8Array;
  readonly resolve: (detections: readonly Detection[]) => void;
  readonly reject: (error: unknown) => void;
};

/** One detector on a core of its own, which answers in the order it was asked. */
export interface DetectorThread {
  /** Pictures it has been given and not judged. */
  readonly load: number;
  readonly alive: boolean;
  judge(job: DetectionJob): void;
  stop(): Promise<void>;
}

type Listeners = {
  readonly onAnswer: () => void;
  /** The thread died at another picture; these it had not begun. */
  readonly onOrphans: (jobs: readonly DetectionJob[]) => void;
};

/** Wraps a worker that has just been started. */
export function detectorThread(worker: Worker, { onAnswer, onOrphans }: Listeners): DetectorThread {
  let jobs: readonly DetectionJob[] = [];
  let alive = true;
  let stopping = false;

  worker.on('message', (response: DetectResponse) => {
    const [judged, ...rest] = jobs;
    jobs = rest;
    // An idle thread must not keep the program from ending.
    if (jobs.length === 0) worker.unref();
    if (judged !== undefined) answer(judged, response);
    onAnswer();
  });
  worker.on('error', die);
  worker.on('exit', () => die());

  return {
    get load() {
      return jobs.length;
    },
    get alive() {
      return alive;
    },
    judge(job) {
      jobs = [...jobs, job];
      worker.ref();
      worker.postMessage({ bytes: job.bytes } satisfies DetectRequest);
    },
    async stop() {
      stopping = true;
      await worker.terminate();
    },
  };

  function die(cause?: unknown): void {
    alive = false;
    const [fatal, ...others] = jobs;
    jobs = [];
    fatal?.reject(new Error('detect: the detector thread died', { cause }));
    if (stopping) for (const { reject } of others) reject(new Error('detect: it was stopped'));
    else onOrphans(others);
  }
}

function answer({ resolve, reject }: DetectionJob, response: DetectResponse): void {
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
