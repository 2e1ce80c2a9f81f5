import type { Alerts } from '../../runtime/alerts.ts';
import type { BlobStore } from '../../runtime/blob-store.ts';

/** Where an owner's rules and records lie: a data folder, or a bucket. */
export type RulesStore = {
  readonly blobs: Pick<BlobStore, 'get' | 'put' | 'list'>;
  /** As its owner would call it. */
  readonly name: string;
  readonly timeZone: string;
  /** Where it costs something: a region of AWS. */
  readonly region?: string;
  /** Cameras that are known without looking. */
  readonly cameras: readonly string[];
  /** Runs what asks the store; that it gave no answer is one sentence, and no stack. */
  readonly orOneSentence: (what: string, run: () => Promise<number>) => Promise<number>;
  /** Whom rules can name. */
  people(): Promise<readonly string[]>;
  /** The ways to people. */
  openAlerts(): Promise<Alerts>;
  close(): Promise<void>;
};

/** Loads what opens the pipeline on AWS; a home server has no packages for it. */
export type LoadDeployed = () => Promise<typeof import('./deployed-store.ts')>;
