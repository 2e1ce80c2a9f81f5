import type { AlertKind } from '../contracts/alert-event.ts';
import type { Severity } from '../contracts/severity.ts';

/** What a person is told: of one alarm, in a digest of several, of a camera, or of trouble. */
export type Alert = {
  readonly kind: AlertKind;
  /** The highest of what it tells of. */
  readonly severity: Severity;
  /** Names the alert; sending it again under the same id is harmless. */
  readonly id: string;
  /** `-` for what concerns all of them. */
  readonly camera: string;
  /** Every word by which somebody may choose to be told: what rang, its rule, its kin. */
  readonly labels: readonly string[];
  /** The owner's rules that rang. */
  readonly rules?: readonly string[];
  /** Messages of the same thread belong together: a visit's. */
  readonly thread?: string;
  /** Whom it is for, by the names that rules use; without it, for everybody. */
  readonly tell?: readonly string[];
  readonly capturedAt: string;
  /** What it is about, if that is one picture. */
  readonly imageId?: string;
  /** Joins it with what led to it; its own id, if nothing else. */
  readonly correlationId?: string;
  /** Where the picture can be looked at. */
  readonly link?: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Those that the HTML shows, each as `cid:<contentId>`. */
  readonly pictures?: readonly AlertPicture[];
};

export type AlertPicture = {
  readonly contentId: string;
  readonly fileName: string;
  readonly bytes: Uint8Array;
};

/** What trying again cannot cure: the channel's own word for it, and what its owner should do. */
export type Refusal = { readonly refused: string; readonly todo: string };

/** A way to reach people. */
export interface AlertChannel {
  /** Whether it reaches anybody who is to be told of this; without it, it does. */
  reaches?(alert: Alert): boolean;
  /** `duplicate` when this alert had been sent before; throws what is worth another attempt. */
  send(alert: Alert): Promise<'sent' | 'duplicate' | Refusal>;
}
