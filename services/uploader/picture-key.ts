import { createHash } from 'node:crypto';
import { imageFormat } from '../../contracts/image-format.ts';
import { uploadKey } from '../../contracts/object-key.ts';
import { cameraSnapshotKey } from '../../contracts/state-key.ts';
import type { Picture } from './picture.ts';

const longestCamera = 128;
const longestEvent = 64;

/**
 * The key of a picture, made from nothing but the file: whoever sends it again meets the first. Keys
 * sort by time.
 */
export function pictureKey(
  picture: Picture,
  bytes: Uint8Array,
  sha256: Uint8Array = hash(bytes),
): string {
  const camera = safeCameraName(picture.camera);
  if (picture.kind === 'snapshot') return cameraSnapshotKey(camera);
  const time = picture.capturedAt.toISOString().replace(/\.\d+|[-:]/g, '');
  const event = picture.event?.replace(/[^A-Za-z0-9_.]/g, '_').slice(0, longestEvent) || 'none';
  const frame = String(picture.frame ?? 0).padStart(2, '0');
  const extension = imageFormat(bytes) === 'png' ? 'png' : 'jpg';
  return uploadKey(camera, `${time}-${event}-${frame}-${shorten(sha256)}.${extension}`);
}

/**
 * A camera's name as one part of a key. What would end the part, hide in it or climb out of it is
 * written as in a URL; two names stay two.
 */
export function safeCameraName(camera: string): string {
  const safe = Buffer.from(camera)
    .toString()
    .replace(/[%/\\\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, encodeURIComponent)
    .replace(/^\.+/, (dots) => dots.replaceAll('.', '%2E'));
  // No other name is written like this: a `%` itself is written as `%25`.
  if (safe === '') return '%';
  return Buffer.byteLength(safe) <= longestCamera
    ? safe
    : `${Buffer.from(safe)
        .subarray(0, longestCamera - 12)
        .toString()
        .replace(/\uFFFD$/, '')}-${shorten(hash(camera))}`;
}

function hash(content: Uint8Array | string): Buffer {
  return createHash('sha256').update(content).digest();
}

function shorten(sha256: Uint8Array): string {
  return Buffer.from(sha256.subarray(0, 4)).toString('hex');
}
