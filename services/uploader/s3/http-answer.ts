/** What a server has answered. */
export type HttpAnswer = {
  readonly status: number;
  /** By their names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  /** The beginning of the body; what stores say about errors is short. */
  readonly text: string;
};

/** What came is no answer of HTTP/1.1: somebody else listens there, or a part was lost. */
export class AnswerError extends Error {
  override readonly name = 'AnswerError';
  readonly code = 'BAD_ANSWER';

  constructor(what: string) {
    super(`the answer cannot be read: ${what}`);
  }
}
