import { type AnswerHead, parseAnswerHead } from './answer-head.ts';
import { chunkedBody } from './chunked-body.ts';
import { AnswerError, type HttpAnswer } from './http-answer.ts';

export type ReadAnswer = HttpAnswer & {
  /** Whether the connection may be used for the next question. */
  readonly keepsOpen: boolean;
};

export type AnswerReader = {
  /** Takes what has come; gives back the answer once it is complete. */
  take(bytes: Buffer): ReadAnswer | undefined;
  /** The server has closed the connection: some answers are complete then. */
  end(): ReadAnswer | undefined;
};

const longestHead = 65_536;
const longestText = 65_536;

/** Reads one answer of HTTP/1.1, in whatever parts it comes. */
export function answerReader(): AnswerReader {
  let unread: Buffer | undefined;
  let head: AnswerHead | undefined;
  const parts: Buffer[] = [];
  let length = 0;
  const chunks = chunkedBody(keep);

  return {
    take: (bytes) => {
      const body = head === undefined ? takeHead(bytes) : bytes;
      return head === undefined || body === undefined ? undefined : takeBody(head, body);
    },
    end: () => (head?.bodyEnd === 'when-closed' ? complete(head) : undefined),
  };

  /** Gives back what comes after the head. */
  function takeHead(bytes: Buffer): Buffer | undefined {
    const all = unread === undefined ? bytes : Buffer.concat([unread, bytes]);
    const end = all.indexOf('\r\n\r\n');
    if (end > longestHead || (end < 0 && all.length > longestHead)) {
      throw new AnswerError('its head has no end');
    }
    unread = all;
    if (end < 0) return undefined;
    const found = parseAnswerHead(all.toString('latin1', 0, end));
    unread = undefined;
    const rest = all.subarray(end + 4);
    // "Go on" and its like come before the answer.
    if (found.status < 200) return takeHead(rest);
    head = found;
    return rest;
  }

  function takeBody(known: AnswerHead, bytes: Buffer): ReadAnswer | undefined {
    const { bodyEnd } = known;
    if (bodyEnd === 'none') return complete(known, bytes);
    if (bodyEnd === 'chunked') {
      const rest = chunks.take(bytes);
      return rest === undefined ? undefined : complete(known, rest);
    }
    if (bodyEnd === 'when-closed') {
      keep(bytes);
      return undefined;
    }
    const missing = bodyEnd.bytes - length;
    keep(bytes.subarray(0, missing));
    return bytes.length < missing ? undefined : complete(known, bytes.subarray(missing));
  }

  function keep(part: Buffer): void {
    if (length < longestText) parts.push(part.subarray(0, longestText - length));
    length += part.length;
  }

  // Nobody has asked for what comes after an answer.
  function complete(
    { status, headers, keepsOpen }: AnswerHead,
    rest: Buffer = Buffer.alloc(0),
  ): ReadAnswer {
    const text = parts.length === 0 ? '' : Buffer.concat(parts).toString();
    return { status, headers, text, keepsOpen: keepsOpen && rest.length === 0 };
  }
}
