import type { Verdict } from '../contracts/feedback.ts';

const patienceMilliseconds = 15_000;

/** Tells what the owner thinks of a picture; throws, in the owner's words, when it did not arrive. */
export async function sendVerdict(recordKey: string, verdict: Verdict): Promise<void> {
  const body = JSON.stringify({ recordKey, verdict });
  const response = await fetch('/api/feedback', {
    method: 'POST',
    // A page from elsewhere cannot send X-IntelliCam without asking.
    headers: {
      ...{ 'Content-Type': 'application/json', 'X-IntelliCam': '1' },
      ...(await payloadHash(body)),
    },
    body,
    signal: AbortSignal.timeout(patienceMilliseconds),
  });
  if (!response.ok) throw new Error(`the server answered ${response.status}`);
}

// On AWS, Lambda accepts nothing without it. Browsers only calculate it over HTTPS and on this machine.
async function payloadHash(body: string): Promise<Record<string, string>> {
  if (!isSecureContext) return {};
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(body));
  const hex = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0'));
  return { 'x-amz-content-sha256': hex.join('') };
}
