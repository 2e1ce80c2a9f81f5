/** A line that keeps a promise: what it is replaced by, and the tests that then have to fail. */
export type Guard = {
  readonly keeps: string;
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly text: string;
  readonly instead: string;
  readonly tests: readonly string[];
};
