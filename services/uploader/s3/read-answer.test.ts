import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerReader, type ReadAnswer } from './read-answer.ts';

describe('answerReader', () => {
  it.each([
    ['of a known length', 'content-length: 5\r\n\r\nhello'],
    ['in chunks', 'Transfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3;x="y"\r\nllo\r\n0\r\n\r\n'],
    [
      'in chunks, with headers behind',
      'transfer-encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\na: b\r\n\r\n',
    ],
  ])('reads a body %s, in whatever parts it comes', (_, rest) => {
    const bytes = Buffer.from(`HTTP/1.1 403 Forbidden\r\nETag: "0"\r\n${rest}`);
    fc.assert(
      fc.property(fc.array(fc.nat(bytes.length)), (cuts) => {
        const { status, headers, text, keepsOpen } = readParts(bytes, cuts) ?? {};
        expect({ status, etag: headers?.get('etag'), text, keepsOpen }).toEqual({
          ...{ status: 403, etag: '"0"', text: 'hello', keepsOpen: true },
        });
      }),
    );
  });

  it('reads what any server may say in chunks', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1 })), fc.array(fc.nat(2_000)), (parts, cuts) => {
        const chunks = parts.map(
          (part) => `${Buffer.byteLength(part).toString(16)}\r\n${part}\r\n`,
        );
        const body = `${chunks.join('')}0\r\n\r\n`;
        const bytes = Buffer.from(`HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n${body}`);
        expect(readParts(bytes, cuts)?.text).toBe(parts.join(''));
      }),
    );
  });

  it('waits for the answer proper when the server says to go on', () => {
    const text =
      'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\na: b\r\n\r\nHTTP/1.1 204 No\r\n\r\n';
    const bytes = Buffer.from(text);
    fc.assert(
      fc.property(fc.array(fc.nat(bytes.length)), (cuts) => {
        expect(readParts(bytes, cuts)).toMatchObject({ status: 204, text: '', keepsOpen: true });
      }),
    );
  });

  it('takes what comes until the end when no length is told', () => {
    const reader = answerReader();
    expect(reader.take(Buffer.from('HTTP/1.1 200 OK\r\n\r\n<html>'))).toBeUndefined();
    expect(reader.take(Buffer.from('</html>'))).toBeUndefined();
    expect(reader.end()).toMatchObject({ text: '<html></html>', keepsOpen: false });
  });

  it.each([
    ['in its head', 'HTTP/1.1 200 OK\r\ncontent-le'],
    ['in its body', 'HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhell'],
    ['between chunks', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nhe\r\n'],
  ])('knows an answer that was cut %s', (_, text) => {
    const reader = answerReader();
    expect(reader.take(Buffer.from(text))).toBeUndefined();
    expect(reader.end()).toBeUndefined();
  });

  it.each([
    ['says so', 'HTTP/1.1 200 OK\r\nConnection: x, Close\r\ncontent-length: 0\r\n\r\n'],
    ['is of the old kind', 'HTTP/1.0 200 OK\r\ncontent-length: 0\r\n\r\n'],
    ['says more than it was asked', 'HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\nHTTP/1.1 200 OK'],
  ])('asks no more where the server %s', (_, text) => {
    expect(answerReader().take(Buffer.from(text))).toMatchObject({ status: 200, keepsOpen: false });
  });

  it.each([
    ['SSH-2.0-OpenSSH_9.2\r\n\r\n', 'does not speak HTTP: SSH-2.0'],
    ['HTTP/2 200\r\n\r\n', 'does not speak HTTP'],
    ['HTTP/1.1 200 OK\r\ncontent-length: 5, 6\r\n\r\n', 'content-length 5, 6'],
    ['HTTP/1.1 200 OK\r\ncontent-length : 5\r\n\r\n', 'header content-length :'],
    ['HTTP/1.1 200 OK\r\na: b\r\n c\r\n\r\n', 'header  c'],
    ['HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n-1\r\n', 'size of a chunk -1'],
    ['HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\nab\r\n', 'longer than its size'],
    [`HTTP/1.1 200 OK\r\na: ${'b'.repeat(70_000)}`, 'head has no end'],
    [`HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n${'1'.repeat(9_000)}`, 'has no end'],
  ])('refuses %j', (text, complaint) => {
    expect(() => answerReader().take(Buffer.from(text))).toThrow(complaint);
  });

  it('keeps no more than the beginning of a long body', () => {
    const bytes = Buffer.from(
      `HTTP/1.1 500 x\r\ncontent-length: 900000\r\n\r\n${'a'.repeat(900_000)}`,
    );
    expect(readParts(bytes, [70_000])?.text === 'a'.repeat(65_536)).toBe(true);
  });
});

/** The answer, when its bytes come cut in these places: told with the last part, and not before. */
function readParts(bytes: Buffer, cuts: readonly number[]): ReadAnswer | undefined {
  const reader = answerReader();
  const places = [...new Set([0, ...cuts.filter((cut) => cut < bytes.length)])];
  const starts = places.toSorted((a, b) => a - b);
  const answers = starts.map((from, n) => reader.take(bytes.subarray(from, starts[n + 1])));
  return answers.slice(0, -1).some((answer) => answer !== undefined) ? undefined : answers.at(-1);
}
