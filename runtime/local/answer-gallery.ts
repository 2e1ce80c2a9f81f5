import { uploadPrefix } from '../../contracts/object-key.ts';
import { cameraStatePrefix } from '../../contracts/state-key.ts';
import type { BlobStore, StoredBlob } from '../blob-store.ts';
import { contentTypeOf, magicLength } from './content-type-of.ts';
import { type GalleryAnswer, type GalleryRequest, plain } from './gallery-answer.ts';
import type { PageFile } from './gallery-page.ts';
import { isIndexKey } from './is-index-key.ts';
import { objectOfPath } from './object-of-path.ts';

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

function answerFile(request: GalleryRequest, file: PageFile): GalleryAnswer {
  const validators = { ETag: `"${file.etag}"`, 'Cache-Control': 'no-cache' };
  if (matches(ifNoneMatch(request), file.etag)) return notModified(validators);
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
  if (request.method === 'HEAD' || ifNoneMatch(request) !== undefined) {
    const start = await blobs.get(key, { firstBytes: magicLength });
    if (start === undefined) return plain(404, 'there is nothing here');
    if (matches(ifNoneMatch(request), start.etag)) return notModified(validatorsOf(key, start));
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

const replacedPrefixes = [uploadPrefix, cameraStatePrefix('').slice(0, -1)];

// A filed picture is never replaced; elsewhere a camera may write the same name again.
function cacheControlOf(key: string): string {
  return isIndexKey(key) || replacedPrefixes.some((prefix) => key.startsWith(prefix))
    ? 'no-cache'
    : 'private, max-age=31536000, immutable';
}

function notModified(headers: Readonly<Record<string, string>>): GalleryAnswer {
  return { status: 304, headers, body: '' };
}

function ifNoneMatch({ headers }: GalleryRequest): string | undefined {
  return headers['if-none-match'];
}

function matches(tags: string | undefined, etag: string): boolean {
  const listed = tags?.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return listed?.some((tag) => tag === '*' || tag === `"${etag}"`) ?? false;
}
