import { AnswerError } from './http-answer.ts';

/** How the end of a body is found. */
type BodyEnd = 'none' | 'chunked' | 'when-closed' | { readonly bytes: number };

/** What stands before the body of an answer. */
export type AnswerHead = {
  readonly status: number;
  /** By their names in lower case; what was said twice is joined by a comma. */
  readonly headers: ReadonlyMap<string, string>;
  readonly bodyEnd: BodyEnd;
  /** Whether the server wants to be asked more on the same connection. */
  readonly keepsOpen: boolean;
};

/** Reads the lines of a head, without the empty one at its end. */
export function parseAnswerHead(text: string): AnswerHead {
  const [first = '', ...lines] = text.split('\r\n');
  const [, version, code] = /^HTTP\/1\.([01]) ([1-9]\d\d)(?: |$)/.exec(first) ?? [];
  if (code === undefined) throw new AnswerError(`it does not speak HTTP: ${first.slice(0, 80)}`);
  const status = Number(code);
  const headers = parseHeaders(lines);
  const bodyEnd = bodyEndOf(status, headers);
  const wantsToClose = /(?:^|,)\s*close\s*(?:,|$)/i.test(headers.get('connection') ?? '');
  const keepsOpen = version === '1' && !wantsToClose && bodyEnd !== 'when-closed';
  return { status, headers, bodyEnd, keepsOpen };
}

function parseHeaders(lines: readonly string[]): ReadonlyMap<string, string> {
  const headers = new Map<string, string>();
  for (const line of lines) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).toLowerCase();
    // A blank before the colon, or a line that goes on: who reads it in another way reads another answer.
    if (colon <= 0 || /\s/.test(name)) throw new AnswerError(`header ${line.slice(0, 80)}`);
    const value = line.slice(colon + 1).trim();
    const before = headers.get(name);
    headers.set(name, before === undefined ? value : `${before}, ${value}`);
  }
  return headers;
}

function bodyEndOf(status: number, headers: ReadonlyMap<string, string>): BodyEnd {
  if (status < 200 || status === 204 || status === 304) return 'none';
  const encoding = headers.get('transfer-encoding');
  if (encoding !== undefined)
    return /(?:^|,)\s*chunked$/i.test(encoding) ? 'chunked' : 'when-closed';
  const length = headers.get('content-length');
  if (length === undefined) return 'when-closed';
  if (!/^\d{1,15}$/.test(length)) throw new AnswerError(`content-length ${length.slice(0, 80)}`);
  return { bytes: Number(length) };
}
