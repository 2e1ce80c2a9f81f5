import { type FSWatcher, lstatSync, rmdirSync, unlinkSync, watch } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { hasErrorCode } from '../../runtime/error-code.ts';
import type { Logger } from '../../runtime/logger.ts';
import { type HookNote, parseHookNote } from './hook-note.ts';
import { readHookNote } from './read-hook-note.ts';
import type { Schedule } from './schedule.ts';

type WatchHooksOptions = {
  readonly folder: string;
  /** Whether a note is about a file of ours; the folder is shared. */
  readonly concerns: (path: string) => boolean;
  readonly onNote: (note: HookNote) => void;
  readonly log: Logger;
  readonly now: () => Date;
  readonly schedule: Schedule;
};

export type HookNotes = {
  /** Resolves when the notes that lay there at the start are known. */
  readonly read: Promise<void>;
  noteOf(path: string): HookNote | undefined;
  /** The picture is gone: so is what was said of it. */
  discard(path: string): void;
  close(): void;
};

// The folder may be made only later, and what a full inotify queue loses is found again.
const rereadMilliseconds = 10_000;
// A weekend's notes may lie there; more are read when these are used up.
const notesHeld = 20_000;
// Another uploader on this machine may want it; after this time nobody does.
const unclaimedMilliseconds = 24 * 3_600_000;

export const noHooks: HookNotes = {
  read: Promise.resolve(),
  noteOf: () => undefined,
  discard: () => {},
  close: () => {},
};

/** Reads what the hook leaves in a folder: one file a note, complete when it is visible. */
export function watchHooks(options: WatchHooksOptions): HookNotes {
  const { folder, concerns, onNote, log, now, schedule } = options;
  const notes = new Map<string, { readonly note: HookNote; readonly files: string[] }>();
  // Read, and about somebody else's files.
  const others = new Set<string>();
  // No notes, and not to be removed.
  const strange = new Set<string>();
  let watcher: FSWatcher | undefined;
  let callOff = () => {};
  let closed = false;

  return {
    read: reread(),
    noteOf: (path) => notes.get(path)?.note,
    discard: (path) => {
      for (const file of notes.get(path)?.files ?? []) remove(file);
      notes.delete(path);
    },
    close: () => {
      closed = true;
      watcher?.close();
      callOff();
    },
  };

  async function reread(): Promise<void> {
    try {
      startWatching();
      const held = new Set([...notes.values()].flatMap(({ files }) => files));
      const names = new Set((await readdir(folder)).toSorted());
      for (const name of others) forgetOther(name, names.has(name));
      for (const name of strange) if (!names.has(name)) strange.delete(name);
      for (const name of names) if (!held.has(name)) read(name);
    } catch (error) {
      watcher?.close();
      watcher = undefined;
      if (!hasErrorCode(error, 'ENOENT')) log.error('hook folder not readable', { folder, error });
    }
    if (!closed) callOff = schedule(rereadMilliseconds, () => void reread());
  }

  function startWatching(): void {
    watcher ??= watch(folder, (_, name) => {
      if (name !== null) read(name);
    }).on('error', () => {
      watcher = undefined;
    });
  }

  function read(name: string): void {
    if (closed || name.startsWith('.') || notes.size >= notesHeld) return;
    if (others.has(name) || strange.has(name)) return;
    try {
      const text = readHookNote(join(folder, name));
      const note = text === undefined ? undefined : parseHookNote(text);
      if (text === undefined) {
        removeStrange(name, 'it is not a small file');
      } else if (note === undefined) {
        log.warn('hook note without a file name, deleted', { note: name });
        remove(name);
      } else if (concerns(note.path)) {
        keep(name, note);
      } else {
        others.add(name);
      }
    } catch (error) {
      if (hasErrorCode(error, 'EACCES')) removeStrange(name, 'it may not be read');
      else if (!hasErrorCode(error, 'ENOENT')) log.error('hook note not readable', { name, error });
    }
  }

  function removeStrange(name: string, reason: string): void {
    log.warn('strange hook note, removed where possible', { note: name, reason });
    try {
      const path = join(folder, name);
      if (lstatSync(path).isDirectory()) rmdirSync(path);
      else unlinkSync(path);
    } catch {
      strange.add(name);
    }
  }

  function keep(name: string, note: HookNote): void {
    const files = notes.get(note.path)?.files ?? [];
    if (files.includes(name)) return;
    // Told once more: the later one counts.
    notes.set(note.path, { note, files: [...files, name] });
    onNote(note);
  }

  function forgetOther(name: string, isThere: boolean): void {
    const found = isThere ? lstatSync(join(folder, name), { throwIfNoEntry: false }) : undefined;
    if (found === undefined) {
      others.delete(name);
    } else if (now().getTime() - found.mtimeMs > unclaimedMilliseconds) {
      log.warn('hook note about a file outside the watched folders, deleted', { note: name });
      remove(name);
    }
  }

  function remove(name: string): void {
    try {
      unlinkSync(join(folder, name));
    } catch (error) {
      if (!hasErrorCode(error, 'ENOENT')) log.error('hook note not deletable', { name, error });
    }
  }
}
