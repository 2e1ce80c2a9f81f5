import { open } from 'node:fs/promises';
import { imageFormat } from '../../contracts/image-format.ts';
import { hasErrorCode } from '../../runtime/error-code.ts';
import { openSafely } from './look-at-file.ts';
import type { Picture } from './picture.ts';
import { type PictureTarget, SendError, type SendFailure } from './picture-target.ts';

export type SendOutcome =
  | { readonly outcome: 'sent'; readonly key: string }
  | { readonly outcome: 'gone' }
  /** It is another file than the one that was looked at; nothing was sent. */
  | { readonly outcome: 'changed' }
  | { readonly outcome: 'refused'; readonly reason: string }
  | {
      readonly outcome: 'hindered';
      readonly failure: Exclude<SendFailure, 'refused'>;
      readonly error: SendError;
    }
  /** Something is wrong with this one picture or its file, for now. */
  | { readonly outcome: 'failed'; readonly error: unknown };

type SendOptions = {
  readonly target: PictureTarget;
  readonly keyOf: (picture: Picture, bytes: Uint8Array) => string;
  readonly metadataOf: (picture: Picture) => Readonly<Record<string, string>>;
};

/** Reads a picture and sends it, as it was when it was looked at. */
export async function sendPicture(picture: Picture, options: SendOptions): Promise<SendOutcome> {
  const read = await readPicture(picture);
  return 'outcome' in read ? read : sendBytes(picture, read.bytes, options);
}

async function readPicture(picture: Picture): Promise<SendOutcome | { bytes: Uint8Array }> {
  try {
    const bytes = await readUnchanged(picture);
    return bytes === undefined ? { outcome: 'changed' } : { bytes };
  } catch (error) {
    return hasErrorCode(error, 'ENOENT') ? { outcome: 'gone' } : { outcome: 'failed', error };
  }
}

async function sendBytes(
  picture: Picture,
  bytes: Uint8Array,
  options: SendOptions,
): Promise<SendOutcome> {
  try {
    const format = imageFormat(bytes);
    const key = options.keyOf(picture, bytes);
    await options.target.send({
      key,
      bytes,
      contentType: format === undefined ? 'application/octet-stream' : `image/${format}`,
      metadata: options.metadataOf(picture),
      replace: picture.kind === 'snapshot',
    });
    return { outcome: 'sent', key };
  } catch (error) {
    if (!(error instanceof SendError)) return { outcome: 'failed', error };
    const { failure } = error;
    if (failure === 'refused') return { outcome: 'refused', reason: error.message };
    return { outcome: 'hindered', failure, error };
  }
}

async function readUnchanged({
  path,
  sizeBytes,
  mtimeMs,
}: Picture): Promise<Uint8Array | undefined> {
  const file = await open(path, openSafely);
  try {
    // One byte more than there should be, to see whether there is one.
    const buffer = Buffer.allocUnsafeSlow(sizeBytes + 1);
    const { bytesRead } = await file.read(buffer, 0, buffer.length, 0);
    const after = await file.stat();
    const same = bytesRead === sizeBytes && after.size === sizeBytes && after.mtimeMs === mtimeMs;
    return same ? buffer.subarray(0, bytesRead) : undefined;
  } finally {
    await file.close();
  }
}
