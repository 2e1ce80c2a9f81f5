/** For every client of a function: a call that hangs fails while there is time to try it again. */
export const clientSettings = {
  maxAttempts: 3,
  requestHandler: {
    connectionTimeout: 2_000,
    requestTimeout: 8_000,
    throwOnRequestTimeout: true,
  },
} as const;
