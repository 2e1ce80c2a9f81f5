import { appendFile } from 'node:fs/promises';

type Counts = {
  /** Runs of a process or of the pipeline, to its death or to rest. */
  readonly lives: number;
  readonly pictures: number;
  readonly kills: number;
  /** Kills of a process that had begun its work and had some left. */
  readonly killsAtWork: number;
  readonly lost: number;
  /** What was done twice although nothing broke, or what must never be there twice. */
  readonly doubled: number;
  readonly misplaced: number;
  /** How often each kind of fault was made. */
  readonly faults: Readonly<Record<string, number>>;
};

/** Hands what a test has counted to whoever sums up a long run: `npm run test:soak`. */
export async function reportCounts(counts: Partial<Counts>): Promise<void> {
  const file = process.env.FAULT_COUNTS;
  if (file !== undefined) await appendFile(file, `${JSON.stringify(counts)}\n`);
}
