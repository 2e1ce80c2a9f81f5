/** What the pool asks of a detector thread. */
export type DetectRequest = { readonly bytes: Uint8Array };

/** What a detector thread answers; an unreadable picture is an answer, a failure is the thread's. */
export type DetectResponse =
  | { readonly outcome: 'detected'; readonly rows: Float32Array }
  | { readonly outcome: 'unreadable'; readonly reason: string }
  | { readonly outcome: 'failed'; readonly reason: string };
