import type { BoundingBox } from '../../../contracts/label.ts';
import type { Severity } from '../../../contracts/severity.ts';

/** A box that rings, and how much its alarm matters. */
export type AlarmingBox = {
  readonly label: string;
  readonly box: BoundingBox;
  readonly severity: Severity;
};

/** A box of a picture that has been alarmed before, and long enough to keep quiet. */
export type KnownBox = {
  readonly label: string;
  /** As it is in this picture. */
  readonly box: BoundingBox;
  /** When it was first alarmed there. */
  readonly since: string;
  /** The most that it was alarmed as; what matters more is no repeat. */
  readonly severity: Severity;
};
