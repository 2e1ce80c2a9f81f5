/** A file as it was read; what has changed since is another picture. */
export type PictureFile = {
  readonly path: string;
  readonly sizeBytes: number;
  readonly mtimeMs: number;
};

/**
 * What becomes of files that are done with. `changed`: the file is no longer the one that was read,
 * and was left alone. Whatever is thrown is tried again later.
 */
export interface PictureDisposal {
  /** Whether this file was dealt with before, where originals stay in their place. */
  isDone(file: PictureFile): boolean;
  sent(file: PictureFile): Promise<'done' | 'changed'>;
  leftOut(file: PictureFile): Promise<'done' | 'changed'>;
  refused(file: PictureFile, reason: string): Promise<'done' | 'changed'>;
  /** Makes room: the backlog has reached its bounds. */
  dropped(file: PictureFile): Promise<'done' | 'changed'>;
}
