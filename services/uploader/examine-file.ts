import { existsSync } from 'node:fs';
import { describePicture, waitingFile } from './describe-picture.ts';
import { lookAtFile } from './look-at-file.ts';
import type { Picture } from './picture.ts';
import type { PictureFile } from './picture-disposal.ts';
import type { Sampler } from './sampler.ts';
import type { UploaderFolder } from './uploader.ts';
import type { WaitingFile } from './waiting-file.ts';
import type { HookNotes } from './watch-hooks.ts';

export type Examined =
  | { readonly verdict: 'send'; readonly file: WaitingFile }
  | { readonly verdict: 'leave-out'; readonly file: WaitingFile }
  | { readonly verdict: 'refuse'; readonly file: WaitingFile; readonly reason: string }
  | { readonly verdict: 'wait'; readonly milliseconds: number }
  | { readonly verdict: 'ignore' };

export type Examiner = {
  /** Looks at a file, and decides. Throws when it cannot be read. */
  examine(source: UploaderFolder, path: string): Examined;
  /** Whether a newer sign of life has come since. */
  isOutdated(picture: Picture): boolean;
};

type ExaminerOptions = {
  readonly sampler: Sampler;
  readonly notes: Pick<HookNotes, 'noteOf' | 'discard'>;
  readonly timeZone: string;
  readonly settleMilliseconds: number;
  readonly largestBytes: number;
  readonly now: () => Date;
};

const unfinishedMilliseconds = 250;
const noteMilliseconds = 5_000;

/** Decides what is to become of files, one after the other. */
export function createExaminer(options: ExaminerOptions): Examiner {
  const { sampler, notes, timeZone, settleMilliseconds, largestBytes, now } = options;
  const newestSnapshot = new Map<string, Date>();

  return { examine, isOutdated };

  function examine(source: UploaderFolder, path: string): Examined {
    const look = lookAtFile(path, now(), settleMilliseconds);
    if (look.kind === 'unfinished')
      return { verdict: 'wait', milliseconds: unfinishedMilliseconds };
    if (look.kind !== 'picture') {
      // A disk that is not mounted yet is no reason to throw away what is known of its pictures.
      if (existsSync(source.folder)) notes.discard(path);
      return { verdict: 'ignore' };
    }
    const found = { path, sizeBytes: look.sizeBytes, mtimeMs: look.mtimeMs };
    return source.disposal.isDone(found) ? { verdict: 'ignore' } : judge(source, found);
  }

  function judge(source: UploaderFolder, found: PictureFile): Examined {
    const note = source.hook ? notes.noteOf(found.path) : undefined;
    const age = Math.abs(now().getTime() - found.mtimeMs);
    if (source.hook && note === undefined && age < noteMilliseconds) {
      return { verdict: 'wait', milliseconds: noteMilliseconds - age };
    }
    const picture = describePicture(source, found, { note, timeZone });
    const file = { ...waitingFile(source, found), camera: picture.camera, picture };
    if (found.sizeBytes > largestBytes) {
      return { verdict: 'refuse', file, reason: `larger than ${largestBytes} bytes` };
    }
    const isWanted =
      note?.kind !== 'no-picture' &&
      !isOutdated(picture) &&
      sampler.decide(picture, source.sampling) === 'take';
    if (!isWanted) return { verdict: 'leave-out', file };
    if (picture.kind === 'snapshot') newestSnapshot.set(picture.camera, picture.capturedAt);
    return { verdict: 'send', file };
  }

  function isOutdated({ kind, camera, capturedAt }: Picture): boolean {
    return kind === 'snapshot' && capturedAt < (newestSnapshot.get(camera) ?? 0);
  }
}
