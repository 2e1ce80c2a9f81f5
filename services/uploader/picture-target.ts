export type OutgoingPicture = {
  readonly key: string;
  readonly bytes: Uint8Array;
  /** The hash of the bytes, where somebody knows it already. */
  readonly sha256?: Uint8Array;
  readonly contentType: string;
  readonly metadata: Readonly<Record<string, string>>;
  /** false: created once; true: a snapshot or heartbeat that replaces the last */
  readonly replace: boolean;
};

/** Where pictures are sent to; resolves only when the store has the whole picture. */
export interface PictureTarget {
  send(picture: OutgoingPicture): Promise<'stored' | 'exists'>;
}

/** `refused`: this picture will never be taken; after every other the same picture is sent again. */
export type SendFailure = 'unreachable' | 'busy' | 'rights' | 'clock' | 'refused';

/** Says what a target's failure means for the picture, and for those that wait behind it. */
export class SendError extends Error {
  override readonly name = 'SendError';
  readonly failure: SendFailure;

  constructor(failure: SendFailure, message: string, options?: ErrorOptions) {
    super(message, options);
    this.failure = failure;
  }
}
