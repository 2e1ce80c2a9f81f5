import type { Severity } from '../contracts/severity.ts';

/** What a person is told: of one alarm, or in a digest of several that were held back. */
export type Alert = {
  readonly kind: 'alarm' | 'digest';
  /** The highest of what it tells of. */
  readonly severity: Severity;
  /** Names the alert; sending it again under the same id is harmless. */
  readonly id: string;
  readonly camera: string;
  /** Every word by which somebody may choose to be told: what rang, its rule, its kin. */
  readonly labels: readonly string[];
  readonly capturedAt: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly picture?: { readonly fileName: string; readonly bytes: Uint8Array };
};

/** A way to reach people. */
export interface AlertChannel {
  /** `duplicate` when this alert had been sent before. */
  send(alert: Alert): Promise<'sent' | 'duplicate'>;
}
