import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { surroundings } from '../../test/adapters/surroundings.ts';
import { answerApi } from './feedback-handler.ts';

type Accept = Parameters<typeof answerApi>[2];
type Asked = Parameters<Accept>[0];

function event(rawPath: string, method = 'GET', body?: string): APIGatewayProxyEventV2 {
  const headers = { 'x-intellicam': '1' };
  const asked = { rawPath, headers, requestContext: { http: { method } } };
  return { ...asked, ...(body === undefined ? {} : { body }) } as unknown as APIGatewayProxyEventV2;
}

function ask(
  asked: APIGatewayProxyEventV2,
  accept: Accept = async () => ({ outcome: 'accepted' }),
) {
  const told = surroundings();
  const answer = answerApi(asked, { ...told, blobs: {} as never, events: {} as never }, accept);
  return answer.then((given) => ({ given, lines: told.lines }));
}

describe('the function behind /api/', () => {
  it('tells the page what it can do', async () => {
    const { given } = await ask(event('/api/features'));
    expect(given).toEqual({
      statusCode: 200,
      headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
      body: '{"feedback":true,"download":false}',
    });
  });

  it('hands on a judgement as it was sent, encoded or not', async () => {
    const seen: Asked[] = [];
    const accept: Accept = async (request) => {
      seen.push(request);
      return { outcome: 'accepted' };
    };
    await ask(event('/api/feedback', 'POST', 'é'), accept);
    const encoded = { ...event('/api/feedback', 'POST', 'w6k='), isBase64Encoded: true };
    const { given } = await ask(encoded, accept);
    expect(given).toMatchObject({ statusCode: 204, body: '' });
    for (const { body } of seen) expect(Buffer.from(body).toString()).toBe('é');
    expect(seen[0]).toMatchObject({
      method: 'POST',
      host: undefined,
      headers: { 'x-intellicam': '1' },
    });
  });

  it('says what is wrong with one in a sentence', async () => {
    const refused = { outcome: 'refused', status: 400, sentence: 'no verdict' } as const;
    const { given } = await ask(event('/api/feedback', 'POST'), async () => refused);
    expect(given).toMatchObject({ statusCode: 400, body: 'no verdict\n' });
  });

  it('logs why one failed, and does not tell the browser', async () => {
    const { given, lines } = await ask(event('/api/feedback', 'POST'), async () => {
      throw new Error('throttled');
    });
    expect(given).toMatchObject({
      statusCode: 500,
      body: expect.not.stringContaining('throttled'),
    });
    expect(lines).toMatchObject([{ level: 'error', message: 'judgement failed' }]);
  });

  it.each(['/', '/api/', '/api/download', '/api/features/x'])(
    'is nothing else: %s',
    async (path) => {
      expect((await ask(event(path))).given.statusCode).toBe(404);
    },
  );
});
