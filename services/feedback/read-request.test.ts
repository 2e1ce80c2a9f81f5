import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventExamples } from '../../contracts/event-example.ts';
import { verdicts } from '../../contracts/feedback.ts';
import { readRequest } from './read-request.ts';

const { recordKey } = eventExamples.FeedbackGiven.detail;
const headers = {
  'content-type': 'application/json; charset=utf-8',
  'x-intellicam': '1',
  'sec-fetch-site': 'same-origin',
  origin: 'http://localhost:8787',
};

function bytes(value: unknown): Uint8Array {
  return new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));
}

function read(change: Partial<Parameters<typeof readRequest>[0]> = {}) {
  const body = bytes({ recordKey, verdict: 'missed' });
  return readRequest({ method: 'POST', host: 'localhost:8787', headers, body, ...change });
}

describe('a judgement that a browser sends', () => {
  it.each(verdicts)('may be %s', (verdict) => {
    const given = { recordKey, verdict };
    expect(read({ body: bytes(given) })).toEqual({ outcome: 'read', given });
  });

  it('may come through CloudFront, which hides the host', () => {
    expect(read({ host: undefined })).toMatchObject({ outcome: 'read' });
  });

  it('may come from something that is no browser', () => {
    const { origin, 'sec-fetch-site': site, ...bare } = headers;
    expect(read({ headers: bare })).toMatchObject({ outcome: 'read' });
  });

  it.each([
    ['GET', 405, { method: 'GET' }],
    [
      'a request without the header of the page',
      403,
      { headers: { ...headers, 'x-intellicam': undefined } },
    ],
    ['another value of that header', 403, { headers: { ...headers, 'x-intellicam': 'yes' } }],
    ['a page of another site', 403, { headers: { ...headers, 'sec-fetch-site': 'cross-site' } }],
    ['a neighbouring host', 403, { headers: { ...headers, 'sec-fetch-site': 'same-site' } }],
    ['an address that was typed', 403, { headers: { ...headers, 'sec-fetch-site': 'none' } }],
    ['another origin', 403, { headers: { ...headers, origin: 'http://evil.example' } }],
    ['another port', 403, { headers: { ...headers, origin: 'http://localhost:8788' } }],
    ['an opaque origin', 403, { headers: { ...headers, origin: 'null' } }],
    [
      'a hidden host, and no word of the browser',
      403,
      { host: undefined, headers: { ...headers, 'sec-fetch-site': undefined } },
    ],
    ['a form', 415, { headers: { ...headers, 'content-type': 'text/plain' } }],
    ['no content type', 415, { headers: { ...headers, 'content-type': undefined } }],
    ['too much', 413, { body: bytes(`{"recordKey":"${'a'.repeat(1024)}"}`) }],
    ['no JSON', 400, { body: bytes('recordKey=1') }],
    ['nothing', 400, { body: bytes('') }],
    ['bytes that are no text', 400, { body: Uint8Array.of(0x7b, 0xff, 0x7d) }],
    ['another verdict', 400, { body: bytes({ recordKey, verdict: 'maybe' }) }],
    ['no record', 400, { body: bytes({ verdict: 'right' }) }],
    ['something more', 400, { body: bytes({ recordKey, verdict: 'right', givenAt: '2030' }) }],
    ['another object', 400, { body: bytes({ recordKey: 'config/alarms.yaml', verdict: 'right' }) }],
    ['a step', 400, { body: bytes({ recordKey: 'records/../x.json', verdict: 'right' }) }],
  ] as const)('is refused: %s', (_, status, change) => {
    const answer = read(change);
    expect(answer).toMatchObject({ outcome: 'refused', status });
  });

  it('never makes it throw, and never reads more than it says', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.json(), (raw, json) => {
        for (const body of [raw, bytes(json)]) expect(read({ body }).outcome).toBe('refused');
      }),
    );
  });
});
