import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { Deps } from '../ports.ts';
import { blobsPort } from './blobs-port.ts';
import { eventsPort } from './events-port.ts';
import { functionEnvironment } from './function-environment.ts';
import { powertoolsLogger } from './powertools-logger.ts';

type FeedbackRequest = {
  readonly method: string;
  /** Behind CloudFront the function does not learn which host the browser asked. */
  readonly host: undefined;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
};

type FeedbackAnswer =
  | { readonly outcome: 'accepted' }
  | { readonly outcome: 'refused'; readonly status: number; readonly sentence: string };

type FeedbackDeps = Pick<Deps<'blobs' | 'events'>, 'blobs' | 'events' | 'log' | 'now'>;

type Accept = (request: FeedbackRequest, deps: FeedbackDeps) => Promise<FeedbackAnswer>;

type Handler = (event: APIGatewayProxyEventV2) => Promise<APIGatewayProxyStructuredResultV2>;

/** The function behind `/api/`: what the page asks for that no object can answer. */
export function feedbackHandler(accept: Accept): Handler {
  const environment = functionEnvironment(process.env, ['blobs', 'events']);
  const deps: FeedbackDeps = {
    blobs: blobsPort(environment),
    events: eventsPort(environment),
    log: powertoolsLogger('feedback', environment.INTELLICAM_STAGE),
    now: () => new Date(),
  };
  return (event) => answerApi(event, deps, accept);
}

/** Answers one request as the local server does. */
export async function answerApi(
  { rawPath, requestContext, headers, body = '', isBase64Encoded }: APIGatewayProxyEventV2,
  deps: FeedbackDeps,
  accept: Accept,
): Promise<APIGatewayProxyStructuredResultV2> {
  const { method } = requestContext.http;
  if (rawPath === '/api/features' && method === 'GET') {
    return answer(200, JSON.stringify({ feedback: true, download: false }), 'application/json');
  }
  if (rawPath !== '/api/feedback') return answer(404, 'there is nothing here\n');
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  try {
    const given = await accept({ method, host: undefined, headers, body: bytes }, deps);
    return given.outcome === 'accepted'
      ? answer(204, '')
      : answer(given.status, `${given.sentence}\n`);
  } catch (error) {
    deps.log.error('judgement failed', { error });
    return answer(500, 'the judgement could not be kept: give it again\n');
  }
}

function answer(
  statusCode: number,
  body: string,
  type = 'text/plain; charset=utf-8',
): APIGatewayProxyStructuredResultV2 {
  return { statusCode, headers: { 'content-type': type, 'cache-control': 'no-store' }, body };
}
