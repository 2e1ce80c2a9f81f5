import { isUnchanged } from './folder-disposal.ts';
import type { PictureDisposal, PictureFile } from './picture-disposal.ts';

/** Remembers which files were handed over, so that the originals can stay where they are. */
export interface TakenFiles {
  /** Whether the file was taken as it is now; `stamp` changes with its contents. */
  has(path: string, stamp: string): boolean;
  add(path: string, stamp: string): Promise<void>;
}

/** Leaves every file in its place, and remembers that it was dealt with. */
export function keptOriginals(taken: TakenFiles): PictureDisposal {
  return {
    isDone: (file) => taken.has(file.path, stampOf(file)),
    sent: remember,
    leftOut: remember,
    refused: remember,
    dropped: remember,
  };

  async function remember(file: PictureFile): Promise<'done' | 'changed'> {
    await taken.add(file.path, stampOf(file));
    return isUnchanged(file) ? 'done' : 'changed';
  }
}

function stampOf({ sizeBytes, mtimeMs }: PictureFile): string {
  return `${sizeBytes} ${mtimeMs}`;
}
