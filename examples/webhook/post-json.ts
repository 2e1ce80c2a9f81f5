type Posting = { readonly body: unknown; readonly signal: AbortSignal };

/**
 * Sends JSON to an address; tells what went wrong, or undefined. Not the error itself: fetch's names
 * the host, and some name the whole address.
 */
export async function postJson(
  url: string,
  { body, signal }: Posting,
): Promise<string | undefined> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      // Wherever it leads, the owner has not named it.
      redirect: 'manual',
      signal,
    });
    await response.body?.cancel();
    return response.ok ? undefined : `it answered ${response.status}`;
  } catch (error) {
    return signal.aborted ? 'it did not answer in time' : `it cannot be reached${codeOf(error)}`;
  }
}

// ECONNREFUSED, ENOTFOUND, CERT_HAS_EXPIRED: which says what to do, and not where.
function codeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  if (typeof cause !== 'object' || cause === null || !('code' in cause)) return '';
  return typeof cause.code === 'string' ? ` (${cause.code})` : '';
}
