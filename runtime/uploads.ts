import type { CreatedObject } from '../contracts/s3-notification.ts';

/** The queue of new pictures, for whoever finds one that nobody is told of any more. */
export interface Uploads {
  /** About how many messages it holds: such as may be received, are in work, or wait for their time. */
  held(): Promise<number>;
  /** Tells of pictures once more, as the store did when they came. Resolves when that is safe. */
  tellAgain(pictures: readonly CreatedObject[]): Promise<void>;
}
