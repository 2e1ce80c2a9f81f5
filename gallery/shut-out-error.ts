/** Nothing is shown to this browser any more; there is no use in asking again as before. */
export class ShutOutError extends Error {
  override name = 'ShutOutError';
  /** A session that has ended leads to the form again; a link that has ended, to nothing. */
  readonly hasForm: boolean;

  constructor(what: string, status: number) {
    super(`read ${what}: the server answered ${status}`);
    this.hasForm = status === 401;
  }
}
