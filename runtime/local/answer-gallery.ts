import { uploadPrefix } from '../../contracts/object-key.ts';
import type { BlobStore, StoredBlob } from '../blob-store.ts';
import { contentTypeOf, magicLength } from './content-type-of.ts';
import type { PageFile } from './gallery-page.ts';
import { isIndexKey } from './is-index-key.ts';
import { objectOfPath } from './object-of-path.ts';

/** What of a request decides the answer. */
export type GalleryRequest = {
  readonly method: string;
  readonly path: string;
  readonly ifNoneMatch: string | undefined;
};

export type GalleryAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | string;
};

export type GalleryDeps = {
  readonly blobs: Pick<BlobStore, 'get'>;
  readonly page: ReadonlyMap<string, PageFile>;
};

/** Answers one request for the page or for an object of the store. */
export async function answerGallery(
  request: GalleryRequest,
  deps: GalleryDeps,
): Promise<GalleryAnswer> {
  const { method, path } = request;
  if (method !== 'GET' && method !== 'HEAD') {
    return plain(405, 'only GET and HEAD', { Allow: 'GET, HEAD' });
  }
  if (path === '/' || path === '/gallery') {
    return plain(302, 'the gallery is at /gallery/', { Location: '/gallery/' });
  }
  if (path === '/healthz') return plain(200, 'ok');
  const file = deps.page.get(path);
  return file === undefined ? answerObject(request, deps) : answerFile(request, file);
}

/** A short answer in words; never cached, because what is missing now may be there in a second. */
export function plain(
  status: number,
  text: string,
  headers: Readonly<Record<string, string>> = {},
): GalleryAnswer {
  return {
    status,
    headers: {
      'Content-Type': 'text/plain; charset=utf-8',
      'Cache-Control': 'no-store',
      ...headers,
    },
    body: `${text}\n`,
  };
}

function answerFile(request: GalleryRequest, file: PageFile): GalleryAnswer {
  const validators = { ETag: `"${file.etag}"`, 'Cache-Control': 'no-cache' };
  if (matches(request.ifNoneMatch, file.etag)) return notModified(validators);
  const headers = { ...validators, 'Content-Type': file.contentType };
  return { status: 200, headers, body: file.bytes };
}

async function answerObject(
  request: GalleryRequest,
  { blobs }: GalleryDeps,
): Promise<GalleryAnswer> {
  const object = objectOfPath(request.path);
  if (object.outcome === 'malformed') return plain(400, 'the address is malformed');
  if (object.outcome === 'private') return plain(404, 'there is nothing here');
  const { key } = object;
  if (request.method === 'HEAD' || request.ifNoneMatch !== undefined) {
    const start = await blobs.get(key, { firstBytes: magicLength });
    if (start === undefined) return plain(404, 'there is nothing here');
    if (matches(request.ifNoneMatch, start.etag)) return notModified(validatorsOf(key, start));
    if (request.method === 'HEAD') return { ...whole(key, start), body: '' };
  }
  const blob = await blobs.get(key);
  return blob === undefined ? plain(404, 'there is nothing here') : whole(key, blob);
}

function whole(key: string, blob: StoredBlob): GalleryAnswer {
  const contentType = contentTypeOf(key, blob.bytes);
  const headers = {
    ...validatorsOf(key, blob),
    'Content-Type': contentType,
    'Content-Length': String(blob.sizeBytes),
    ...(contentType === 'application/octet-stream' ? { 'Content-Disposition': 'attachment' } : {}),
  };
  return { status: 200, headers, body: blob.bytes };
}

function validatorsOf(key: string, blob: StoredBlob): Record<string, string> {
  return { ETag: `"${blob.etag}"`, 'Cache-Control': cacheControlOf(key) };
}

// A filed picture is never replaced; under `upload/` a camera may write the same name again.
function cacheControlOf(key: string): string {
  return isIndexKey(key) || key.startsWith(uploadPrefix)
    ? 'no-cache'
    : 'private, max-age=31536000, immutable';
}

function notModified(headers: Readonly<Record<string, string>>): GalleryAnswer {
  return { status: 304, headers, body: '' };
}

function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  const listed = ifNoneMatch?.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return listed?.some((tag) => tag === '*' || tag === `"${etag}"`) ?? false;
}
