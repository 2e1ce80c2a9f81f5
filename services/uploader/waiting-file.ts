import type { Picture } from './picture.ts';
import type { UploaderFolder } from './uploader.ts';

/** A file that waits to be sent. */
export type WaitingFile = {
  readonly path: string;
  readonly source: UploaderFolder;
  readonly camera: string;
  readonly sizeBytes: number;
  readonly mtimeMs: number;
  /** Where it stands among others: when the picture was taken, as far as its name tells at a glance. */
  readonly order: number;
  /** When it was seen to arrive; not set for what lay there already. */
  readonly arrivedAt?: number;
  /** Once it was looked at and not left out. */
  readonly picture?: Picture;
};

/** Oldest first. */
export function compareAge(a: WaitingFile, b: WaitingFile): number {
  return a.order - b.order || (a.path < b.path ? -1 : Number(a.path > b.path));
}
