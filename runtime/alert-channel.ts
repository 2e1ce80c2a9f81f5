import type { Severity } from '../contracts/severity.ts';

/** What a person is told: of one alarm, in a digest of several, or of a camera itself. */
export type Alert = {
  readonly kind: 'alarm' | 'digest' | 'camera' | 'rejected' | 'summary' | 'trouble' | 'test';
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
  /** Those that the HTML shows, each as `cid:<contentId>`. */
  readonly pictures?: readonly AlertPicture[];
};

type AlertPicture = {
  readonly contentId: string;
  readonly fileName: string;
  readonly bytes: Uint8Array;
};

/** A way to reach people. */
export interface AlertChannel {
  /** `duplicate` when this alert had been sent before. */
  send(alert: Alert): Promise<'sent' | 'duplicate'>;
}
