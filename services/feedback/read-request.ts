import * as v from 'valibot';
import { type Verdict, verdicts } from '../../contracts/feedback.ts';
import { parseRecordKey } from '../../contracts/record-key.ts';

/** What of a browser's request decides; header names are in lower case. */
export type FeedbackRequest = {
  readonly method: string;
  /** The host that the browser asked, where that is known; a page of another host may not judge. */
  readonly host: string | undefined;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
};

export type GivenFeedback = { readonly recordKey: string; readonly verdict: Verdict };

export type Refusal = {
  readonly outcome: 'refused';
  readonly status: 400 | 403 | 404 | 405 | 413 | 415;
  /** For whoever asked. */
  readonly sentence: string;
};

// More than any judgement has.
const mostFeedbackBytes = 1024;

const GivenSchema = v.strictObject({
  recordKey: v.pipe(
    v.string(),
    v.check((key) => parseRecordKey(key) !== undefined),
  ),
  verdict: v.picklist(verdicts),
});

/** Reads a judgement that a browser sent; trusts nothing of it. */
export function readRequest(
  request: FeedbackRequest,
): Refusal | { readonly outcome: 'read'; readonly given: GivenFeedback } {
  const { method, headers, body } = request;
  if (method !== 'POST') return refuse(405, 'a judgement is sent with POST');
  if (!isOfThePage(request)) return refuse(403, 'only the page itself may send a judgement');
  const [mediaType = ''] = (headers['content-type'] ?? '').split(';', 1);
  if (mediaType.trim().toLowerCase() !== 'application/json') {
    return refuse(415, 'a judgement is application/json');
  }
  if (body.length > mostFeedbackBytes) {
    return refuse(413, `a judgement has at most ${mostFeedbackBytes} bytes`);
  }
  const given = v.safeParse(GivenSchema, parseJson(body));
  if (given.success) return { outcome: 'read', given: given.output };
  return refuse(
    400,
    `a judgement is {"recordKey":"records/…","verdict":"…"}, the verdict one of ${verdicts.join(', ')}`,
  );
}

export function refuse(status: Refusal['status'], sentence: string): Refusal {
  return { outcome: 'refused', status, sentence };
}

// A page of somebody else's can make a browser post, but neither set this header nor hide its origin.
function isOfThePage({ host, headers }: FeedbackRequest): boolean {
  if (headers['x-intellicam'] !== '1') return false;
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return false;
  // Behind CloudFront only the browser itself can tell.
  if (host === undefined) return site === 'same-origin';
  const origin = headers.origin;
  return origin === undefined || hostOf(origin) === host.toLowerCase();
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}
