import { existsSync, lstatSync, mkdirSync, renameSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname, extname, join, relative } from 'node:path';
import type { PictureDisposal, PictureFile } from './picture-disposal.ts';

type FolderDisposalOptions = {
  readonly folder: string;
  readonly sent: 'delete' | 'move';
  readonly leftOut: 'delete' | 'move';
};

type Ending = 'done' | 'changed';

/** Where files go that are kept; hidden, so that nobody takes them for new ones. */
export const keptFolders = { sent: '.sent', leftOut: '.left-out', refused: '.refused' } as const;

/** Clears a camera's folder: what is done with is deleted, or moved to a hidden folder beside. */
export function folderDisposal({ folder, sent, leftOut }: FolderDisposalOptions): PictureDisposal {
  return {
    isDone: () => false,
    sent: async (file) => (sent === 'delete' ? remove(file) : move(file, keptFolders.sent)),
    leftOut: async (file) =>
      leftOut === 'delete' ? remove(file) : move(file, keptFolders.leftOut),
    refused: async (file, reason) => move(file, keptFolders.refused, reason),
    dropped: async (file) => remove(file),
  };

  // Looked at and deleted without a pause between, so that nobody can write it meanwhile.
  function remove(file: PictureFile): Ending {
    return unlessChanged(file, () => unlinkSync(file.path));
  }

  function move(file: PictureFile, kept: string, reason?: string): Ending {
    return unlessChanged(file, () => {
      const target = freePath(join(folder, kept, relative(folder, file.path)), file);
      mkdirSync(dirname(target), { recursive: true });
      // The reason first: a crash between the two leaves a picture that is refused once more.
      if (reason !== undefined) writeFileSync(`${target}.reason.txt`, `${reason}\n`);
      renameSync(file.path, target);
    });
  }
}

/** Whether a file is still the one that was read. One that is gone is, in a way. */
export function isUnchanged(file: PictureFile): boolean {
  return fateOf(file) !== 'changed';
}

function unlessChanged(file: PictureFile, act: () => void): Ending {
  const fate = fateOf(file);
  if (fate === 'there') act();
  return fate === 'changed' ? 'changed' : 'done';
}

function fateOf({ path, sizeBytes, mtimeMs }: PictureFile): 'there' | 'changed' | 'gone' {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined) return 'gone';
  return found.size === sizeBytes && found.mtimeMs === mtimeMs ? 'there' : 'changed';
}

// A camera may write the same name over and over; what is kept is not written over.
function freePath(path: string, { mtimeMs }: PictureFile): string {
  if (!existsSync(path)) return path;
  const extension = extname(path);
  const stem = `${path.slice(0, path.length - extension.length)}-${Math.round(mtimeMs)}`;
  let free = `${stem}${extension}`;
  for (let n = 2; existsSync(free); n += 1) free = `${stem}-${n}${extension}`;
  return free;
}
