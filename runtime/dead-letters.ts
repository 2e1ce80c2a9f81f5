/** A message that was given up. */
export type DeadLetter = {
  readonly id: string;
  readonly body: string;
  /** On one machine when it was given up, on AWS when it was first sent. */
  readonly since: Date;
  readonly receiveCount: number;
  /** What went wrong at last, as far as it is known. */
  readonly error?: string;
};

export type DeadLetterCount = {
  /** The consumer's name; besides, on AWS, `undelivered` and `webhook-…`. */
  readonly queue: string;
  readonly count: number;
  readonly oldest?: Date;
};

/** Letters can be put back only to a queue that somebody works off. */
export class NoWayBackError extends Error {
  override readonly name = 'NoWayBackError';
}

/** What was given up, for whoever has mended the cause. */
export interface DeadLetters {
  /** Every queue that there is, also an empty one. */
  counts(): Promise<readonly DeadLetterCount[]>;
  /** At most so many of a queue; they stay where they are. */
  read(queue: string, most: number): Promise<readonly DeadLetter[]>;
  /** Puts all of a queue, or the one, back to where they can be handled; tells how many. */
  redrive(queue: string, id?: string): Promise<number>;
  /** Deletes all of a queue, or the one, for ever; tells how many. */
  drop(queue: string, id?: string): Promise<number>;
}
