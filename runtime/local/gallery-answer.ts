/** What of a request decides the answer; header names are in lower case. */
export type GalleryRequest = {
  readonly method: string;
  readonly path: string;
  /** Behind the `?`. */
  readonly query: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Of the body, at most so much; undefined when it has more. */
  readonly readBody: (mostBytes: number) => Promise<Uint8Array | undefined>;
};

export type GalleryAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | string | AsyncIterable<Uint8Array>;
};

/** A short answer in words; never cached, because what is missing now may be there in a second. */
export function plain(
  status: number,
  text: string,
  headers: Readonly<Record<string, string>> = {},
): GalleryAnswer {
  return {
    status,
    headers: {
      'Content-Type': 'text/plain; charset=utf-8',
      'Cache-Control': 'no-store',
      ...headers,
    },
    body: `${text}\n`,
  };
}
