/** One delivery of a message. The receipt belongs to this delivery alone. */
export type Delivery = {
  readonly id: string;
  readonly receipt: string;
  readonly body: string;
  /** 1 at the first delivery. */
  readonly receiveCount: number;
};

type QueueCounts = { readonly visible: number; readonly inFlight: number };

/**
 * A queue in SQS's sense: at least once, in no promised order. A received message comes back when it
 * is neither deleted nor postponed before its visibility ends, and after too many receives it goes
 * to the dead letters.
 */
export interface WorkQueue {
  readonly name: string;
  send(bodies: readonly string[]): Promise<void>;
  receive(options: { max: number; visibilitySeconds: number }): Promise<readonly Delivery[]>;
  delete(receipt: string): Promise<void>;
  /** Makes a received message visible again after so many seconds, counted from now. */
  changeVisibility(receipt: string, seconds: number): Promise<void>;
  counts(): Promise<QueueCounts>;
}
