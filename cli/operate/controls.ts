import type { LoggedWork } from '../../runtime/aws/owner/read-logs.ts';
import type { DeadLetters } from '../../runtime/dead-letters.ts';
import type { NamedConsumer } from '../../runtime/discover-consumers.ts';
import type { EventBus } from '../../runtime/event-bus.ts';
import type { Uploads } from '../../runtime/uploads.ts';
import type { RulesStore } from '../rules/rules-store.ts';

/** What an owner takes hold of on a bad day: the store, and what lies between the consumers. */
export type Controls = {
  readonly store: RulesStore;
  readonly bucket: string;
  readonly consumers: readonly NamedConsumer[];
  /** Those that are known without an index. */
  readonly cameras: readonly string[];
  readonly uploads: Uploads;
  readonly deadLetters: DeadLetters;
  /** The bus, which everybody hears. */
  readonly events: EventBus;
  /** A bus that only these consumers hear, and nobody beside them. */
  busOf(consumers: readonly NamedConsumer[]): EventBus;
  /** What was written of a picture while it was worked on, where logs are kept. */
  readonly workOn?: (
    imageId: string,
    span: { readonly from: Date; readonly to: Date },
  ) => Promise<readonly LoggedWork[]>;
  close(): Promise<void>;
};

/** Loads what takes hold of the pipeline on AWS; a home server has no packages for it. */
export type LoadDeployedControls = () => Promise<typeof import('./deployed-controls.ts')>;
