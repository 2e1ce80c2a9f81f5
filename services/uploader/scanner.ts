import type { CameraCounts } from './camera-counts.ts';
import type { Intake } from './intake.ts';
import type { Schedule } from './schedule.ts';
import { createSelection } from './select-first.ts';
import type { Sender } from './sender.ts';
import { compareAge, type WaitingFile } from './waiting-file.ts';

type ScannerOptions = {
  readonly intakes: readonly Intake[];
  readonly sender: Pick<Sender, 'add' | 'oldSize'>;
  readonly counts: CameraCounts;
  /** How many files are held at most. */
  readonly room: number;
  /** What has to be known first. */
  readonly ready: Promise<void>;
  readonly now: () => Date;
  readonly schedule: Schedule;
  readonly onProgress: () => void;
};

type Found = { readonly file: WaitingFile; readonly intake: Intake };

export type Scanner = {
  readonly scanned: Promise<void>;
  /** Reads on when what is held runs out. */
  refill(): void;
  isIdle(): boolean;
  close(): void;
};

// Network drives tell nobody of changes, and a full inotify queue loses some: folders are looked at
// now and then, those alone whose list of names has changed.
const rescanMilliseconds = 10_000;
const missingMilliseconds = 1_000;
// A large folder is not read more often than this share of the time allows.
const restPerWork = 50;
const recentMilliseconds = 60_000;

/** Finds what lies in the folders: all of it at the start, and later what nobody saw arrive. */
export function startScanner(options: ScannerOptions): Scanner {
  const { intakes, sender, counts, room, schedule, now, onProgress } = options;
  let closed = false;
  let callOff = () => {};
  let busy = true;
  const scanned = options.ready.then(readAll).finally(() => {
    done();
    lookAroundLater();
  });

  return {
    scanned,
    refill: () => {
      if (busy || closed || counts.beyond() === 0 || sender.oldSize() >= room / 10) return;
      busy = true;
      void readAll().finally(done);
    },
    isIdle: () => !busy && counts.beyond() === 0,
    close: () => {
      closed = true;
      callOff();
    },
  };

  function done(): void {
    busy = false;
    onProgress();
  }

  /** Takes up the oldest, and counts the others. */
  async function readAll(): Promise<void> {
    const recount = counts.recountBeyond();
    const oldest = createSelection(room, compareAge, recount.liesBeyond);
    await forEachUnknown('all', (file) => {
      counts.picture(file.camera, file.order);
      oldest.offer(file);
    });
    // Half a count is farther from the truth than the last one.
    if (closed) return;
    const chosen = oldest.chosen();
    recount.end();
    for (const file of chosen) sender.add(file);
  }

  function lookAroundLater(rest = 0): void {
    if (closed) return;
    const isAway = intakes.some((intake) => !intake.exists());
    const milliseconds = isAway ? missingMilliseconds : Math.max(rescanMilliseconds, rest);
    callOff = schedule(milliseconds, () => void lookAround());
  }

  async function lookAround(): Promise<void> {
    const start = performance.now();
    if (!busy) {
      busy = true;
      await takeUpMissed();
      done();
    }
    lookAroundLater((performance.now() - start) * restPerWork);
  }

  async function takeUpMissed(): Promise<void> {
    let mayBeMissed = false;
    await forEachUnknown('changed', (file, intake) => {
      // While there is more than is held, one cannot tell what was missed from what has to wait.
      if (counts.beyond() > 0) mayBeMissed ||= isRecent(file);
      else if (isRecent(file)) intake.arrive(file.path);
      else sender.add(file);
    });
    if (mayBeMissed) await takeUpNewest();
  }

  /** Takes up some that have just come, and counts the others, to which they may have belonged. */
  async function takeUpNewest(): Promise<void> {
    const recount = counts.recountBeyond();
    const newest = createSelection(
      Math.ceil(room / 10),
      (a: Found, b: Found) => compareAge(b.file, a.file),
      ({ file }) => recount.liesBeyond(file),
    );
    await forEachUnknown('all', (file, intake) => {
      if (isRecent(file)) newest.offer({ file, intake });
      else recount.liesBeyond(file);
    });
    if (closed) return;
    const chosen = newest.chosen();
    recount.end();
    for (const { file, intake } of chosen) intake.arrive(file.path);
  }

  async function forEachUnknown(
    which: 'all' | 'changed',
    action: (file: WaitingFile, intake: Intake) => void,
  ): Promise<void> {
    for (const intake of intakes) {
      for await (const files of intake.unknownFiles(which)) {
        for (const file of files) action(file, intake);
      }
    }
  }

  function isRecent({ mtimeMs }: WaitingFile): boolean {
    return now().getTime() - mtimeMs < recentMilliseconds;
  }
}
