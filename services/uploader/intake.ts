import { existsSync } from 'node:fs';
import type { Logger } from '../../runtime/logger.ts';
import type { CameraCounts } from './camera-counts.ts';
import { waitingFile } from './describe-picture.ts';
import type { Disposer } from './disposer.ts';
import type { Examined, Examiner } from './examine-file.ts';
import { isNamedLikePicture, lookAtFile } from './look-at-file.ts';
import { createPathTimers } from './path-timers.ts';
import type { Schedule } from './schedule.ts';
import type { Sender } from './sender.ts';
import type { UploaderFolder } from './uploader.ts';
import type { WaitingFile } from './waiting-file.ts';
import { type FoundFile, type TreeWatch, watchTree } from './watch-tree.ts';

type IntakeOptions = {
  readonly source: UploaderFolder;
  readonly examiner: Examiner;
  readonly disposer: Disposer;
  readonly sender: Pick<Sender, 'add' | 'holds'>;
  readonly counts: CameraCounts;
  readonly now: () => Date;
  readonly schedule: Schedule;
  readonly log: Logger;
  readonly onProgress: () => void;
};

/** Some files at a time. */
type Batches = AsyncIterable<readonly WaitingFile[]>;

export type Intake = {
  readonly source: UploaderFolder;
  /** A file may be complete. */
  arrive(path: string): void;
  /** The same, later. */
  arriveLater(path: string, milliseconds: number): void;
  /** Every file that is there and that nobody has taken up yet. */
  unknownFiles(which: 'all' | 'changed'): Batches;
  /** Every file that waits, known or not; not what has only begun to arrive. */
  waitingFiles(): Batches;
  exists(): boolean;
  isIdle(): boolean;
  close(): void;
};

const unreadableMilliseconds = 1_000;
// What was moved into the folder is no news.
const oldMilliseconds = 60_000;

/** Sees the pictures of one folder arrive. */
export function watchIntake(options: IntakeOptions): Intake {
  const { source, examiner, disposer, sender, counts, now, log, onProgress } = options;
  const later = createPathTimers(options.schedule);
  const complained = new Set<string>();
  let closed = false;
  const tree: TreeWatch = watchTree({
    folder: source.folder,
    ignoredFolder: source.ignoredFolder,
    onFile: arrive,
    onFolder: (path) => void arriveIn(path),
    onError: (path, error) => complain('not watchable', path, error),
  });

  return {
    source,
    arrive,
    arriveLater,
    unknownFiles,
    waitingFiles,
    exists: () => existsSync(source.folder),
    isIdle: () => later.size() === 0,
    close: () => {
      closed = true;
      later.close();
      tree.close();
    },
  };

  function arrive(path: string): void {
    if (closed || sender.holds(path) || disposer.holds(path)) return;
    later.clear(path);
    try {
      act(path, examiner.examine(source, path));
      complained.delete(path);
    } catch (error) {
      complain('picture not readable, to be tried again', path, error);
      arriveLater(path, unreadableMilliseconds);
    }
    onProgress();
  }

  function act(path: string, examined: Examined): void {
    if (examined.verdict === 'wait') arriveLater(path, examined.milliseconds);
    if (!('file' in examined)) return;
    const { camera, order, mtimeMs } = examined.file;
    counts.picture(camera, order);
    const arrivedAt = now().getTime();
    const isOld = arrivedAt - mtimeMs > oldMilliseconds;
    if (examined.verdict === 'leave-out') void disposer.end(examined.file, 'leftOut');
    else if (examined.verdict === 'refuse') {
      void disposer.end(examined.file, 'refused', examined.reason);
    } else sender.add(isOld ? examined.file : { ...examined.file, arrivedAt });
  }

  function arriveLater(path: string, milliseconds: number): void {
    if (!closed) later.set(path, milliseconds, () => arrive(path));
  }

  async function arriveIn(folder: string): Promise<void> {
    for await (const files of tree.files('all', folder)) {
      for (const { path } of files) arrive(path);
    }
  }

  async function* unknownFiles(which: 'all' | 'changed'): Batches {
    for await (const files of tree.files(which)) {
      yield files
        .filter((found) => !isKnown(found) && isPicture(found))
        .map((found) => waitingFile(source, found));
    }
  }

  async function* waitingFiles(): Batches {
    for await (const files of tree.files('all')) {
      yield files
        .filter((found) => sender.holds(found.path) || (!isKnown(found) && isPicture(found)))
        .map((found) => waitingFile(source, found));
    }
  }

  function isKnown(found: FoundFile): boolean {
    const { path } = found;
    return (
      sender.holds(path) || disposer.holds(path) || later.has(path) || source.disposal.isDone(found)
    );
  }

  // A film may lie beside the pictures; its name says enough of most files.
  function isPicture({ path }: FoundFile): boolean {
    if (isNamedLikePicture(path)) return true;
    try {
      return lookAtFile(path, now(), 0).kind === 'picture';
    } catch {
      return true;
    }
  }

  // Once for each, however often it is tried.
  function complain(message: string, path: string, error: unknown): void {
    if (complained.has(path)) return;
    if (complained.size < 1_000) complained.add(path);
    log.error(message, { path, error });
  }
}
