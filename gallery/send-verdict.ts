import type { Verdict } from '../contracts/feedback.ts';

const patienceMilliseconds = 15_000;

/** Tells what the owner thinks of a picture; throws, in the owner's words, when it did not arrive. */
export async function sendVerdict(recordKey: string, verdict: Verdict): Promise<void> {
  const response = await fetch('/api/feedback', {
    method: 'POST',
    // A page from elsewhere cannot send this header without asking.
    headers: { 'Content-Type': 'application/json', 'X-IntelliCam': '1' },
    body: JSON.stringify({ recordKey, verdict }),
    signal: AbortSignal.timeout(patienceMilliseconds),
  });
  if (!response.ok) throw new Error(`the server answered ${response.status}`);
}
