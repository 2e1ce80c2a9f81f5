import type { BlobStore } from '../blob-store.ts';
import { answerDownload } from './answer-download.ts';
import { type GalleryAnswer, type GalleryRequest, plain } from './gallery-answer.ts';

type FeedbackRequest = {
  readonly method: string;
  readonly host: string | undefined;
  readonly headers: GalleryRequest['headers'];
  readonly body: Uint8Array;
};

/** Takes what an owner says of a picture; answers what is wrong with a request in a sentence. */
export type TakeFeedback = (
  request: FeedbackRequest,
) => Promise<
  | { readonly outcome: 'accepted' }
  | { readonly outcome: 'refused'; readonly status: number; readonly sentence: string }
>;

export type ApiDeps = {
  readonly blobs: Pick<BlobStore, 'get'>;
  readonly takeFeedback?: TakeFeedback | undefined;
};

// More than any judgement has; who takes it says so.
const mostBodyBytes = 64 * 1024;

/** Answers what the page asks for besides objects; undefined when the path is not of this kind. */
export async function answerApi(
  request: GalleryRequest,
  { blobs, takeFeedback }: ApiDeps,
): Promise<GalleryAnswer | undefined> {
  if (!request.path.startsWith('/api/')) return undefined;
  switch (request.path) {
    case '/api/features':
      return onlyGet(request) ?? json({ feedback: takeFeedback !== undefined, download: true });
    case '/api/download':
      return onlyGet(request) ?? answerDownload(request.query, blobs);
    case '/api/feedback':
      if (takeFeedback !== undefined) return answerFeedback(request, takeFeedback);
  }
  return plain(404, 'there is nothing here');
}

async function answerFeedback(
  { method, headers, readBody }: GalleryRequest,
  takeFeedback: TakeFeedback,
): Promise<GalleryAnswer> {
  const body = await readBody(mostBodyBytes);
  if (body === undefined) return plain(413, 'that is far too much', { Connection: 'close' });
  const taken = await takeFeedback({ method, host: headers.host, headers, body });
  if (taken.outcome === 'accepted') {
    return { status: 204, headers: { 'Cache-Control': 'no-store' }, body: '' };
  }
  const allow = taken.status === 405 ? { Allow: 'POST' } : undefined;
  return plain(taken.status, taken.sentence, allow);
}

function onlyGet({ method }: GalleryRequest): GalleryAnswer | undefined {
  return method === 'GET' ? undefined : plain(405, 'only GET', { Allow: 'GET' });
}

function json(value: unknown): GalleryAnswer {
  return {
    status: 200,
    headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' },
    body: JSON.stringify(value),
  };
}
