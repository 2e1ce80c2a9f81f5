import { AnswerError } from './http-answer.ts';

export type ChunkedBody = {
  /** Takes what has come; gives back what comes after the body, once it is complete. */
  take(bytes: Buffer): Buffer | undefined;
};

const longestLine = 8_192;

/** Reads a body that comes in chunks, each with its size before it (RFC 9112, 7.1). */
export function chunkedBody(onPart: (part: Buffer) => void): ChunkedBody {
  let expected: 'size' | 'data' | 'line-end' | 'trailer' = 'size';
  let left = 0;
  let rest: Buffer = Buffer.alloc(0);

  return {
    take: (bytes) => {
      rest = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
      for (;;) {
        if (expected === 'data') {
          if (!takeData()) return undefined;
          continue;
        }
        const line = takeLine();
        if (line === undefined) return undefined;
        if (expected === 'trailer' && line === '') return rest;
        read(line);
      }
    },
  };

  function takeData(): boolean {
    const part = rest.subarray(0, left);
    onPart(part);
    left -= part.length;
    rest = rest.subarray(part.length);
    if (left > 0) return false;
    expected = 'line-end';
    return true;
  }

  function takeLine(): string | undefined {
    const end = rest.indexOf('\r\n');
    if (end > longestLine || (end < 0 && rest.length > longestLine)) {
      throw new AnswerError('a line of its body has no end');
    }
    if (end < 0) return undefined;
    const line = rest.toString('latin1', 0, end);
    rest = rest.subarray(end + 2);
    return line;
  }

  function read(line: string): void {
    if (expected === 'trailer') return;
    if (expected === 'line-end') {
      if (line !== '') throw new AnswerError('a chunk is longer than its size');
      expected = 'size';
      return;
    }
    const size = /^([0-9a-f]{1,8})\s*(?:;.*)?$/i.exec(line)?.[1];
    if (size === undefined) throw new AnswerError(`size of a chunk ${line.slice(0, 80)}`);
    left = Number.parseInt(size, 16);
    expected = left === 0 ? 'trailer' : 'data';
  }
}
