import type { CameraCounts } from './camera-counts.ts';
import type { Intake } from './intake.ts';
import type { Schedule } from './schedule.ts';
import { createSelection } from './select-first.ts';
import type { Sender } from './sender.ts';
import { compareAge } from './waiting-file.ts';

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
    const oldest = createSelection(room, compareAge, counts.liesBeyond);
    counts.forgetBeyond();
    for (const intake of intakes) {
      for await (const files of intake.unknownFiles('all')) {
        for (const file of files) {
          counts.picture(file.camera, file.order);
          oldest.offer(file);
        }
      }
    }
    for (const file of oldest.chosen()) if (!closed) sender.add(file);
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
      for (const intake of intakes) await takeUpMissed(intake);
      done();
    }
    lookAroundLater((performance.now() - start) * restPerWork);
  }

  async function takeUpMissed(intake: Intake): Promise<void> {
    for await (const files of intake.unknownFiles('changed')) {
      for (const file of files) {
        if (now().getTime() - file.mtimeMs < recentMilliseconds) intake.arrive(file.path);
        // While there is more than is held, one cannot tell what was missed from what has to wait.
        else if (counts.beyond() === 0) sender.add(file);
      }
    }
  }
}
