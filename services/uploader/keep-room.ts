import { statfs } from 'node:fs/promises';
import type { Logger } from '../../runtime/logger.ts';
import type { CameraCounts } from './camera-counts.ts';
import type { Disposer } from './disposer.ts';
import type { Intake } from './intake.ts';
import { deleteKept } from './kept-files.ts';
import { bytesToDrop, createPictureValues, type Disk } from './limit-backlog.ts';
import type { Sender } from './sender.ts';
import type { BacklogBounds } from './uploader.ts';
import type { WaitingFile } from './waiting-file.ts';

type KeepRoomOptions = {
  readonly bounds?: BacklogBounds;
  readonly intakes: readonly Intake[];
  readonly sender: Pick<Sender, 'withdraw'>;
  readonly disposer: Disposer;
  readonly counts: CameraCounts;
  readonly now: () => Date;
  readonly log: Logger;
  readonly onProgress: () => void;
};

export type RoomKeeper = {
  /** Something has come; cheap unless there is too much. */
  check(): void;
  isIdle(): boolean;
  close(): Promise<void>;
};

// How full a disk is changes slowly.
const diskMilliseconds = 10_000;
const victimsAtOnce = 5_000;

/** Keeps the backlog within its bounds, by giving up what can be spared most easily. */
export function keepRoom(options: KeepRoomOptions): RoomKeeper {
  const { bounds, intakes, sender, disposer, counts, now, log } = options;
  let nextLook = Number.NEGATIVE_INFINITY;
  // Nothing could be given up just now: what is there is under way.
  let isStuck = false;
  let underWay: Promise<void> | undefined;
  let closed = false;

  return {
    check: () => {
      if (bounds === undefined || underWay !== undefined || closed) return;
      const time = now().getTime();
      const isUrgent = counts.waitingBytes() > bounds.bytes && !isStuck;
      if (!isUrgent && time < nextLook) return;
      nextLook = time + diskMilliseconds;
      underWay = makeRoom(bounds)
        .catch((error: unknown) => log.error('backlog not kept within its bounds', { error }))
        .finally(() => {
          underWay = undefined;
          options.onProgress();
        });
    },
    isIdle: () => underWay === undefined,
    close: async () => {
      closed = true;
      await underWay;
    },
  };

  async function makeRoom(within: BacklogBounds): Promise<void> {
    const disk = await diskOf(intakes);
    if (disk === undefined) return;
    let bytes = bytesToDrop(counts.waitingBytes(), within, disk);
    // What is kept takes room on the disk; it does not count as waiting.
    const tooFull = bytes > 0 && counts.waitingBytes() <= within.bytes;
    for (const { source } of tooFull ? intakes : []) {
      if (bytes > 0) bytes -= await deleteKept(source.folder, bytes);
    }
    if (bytes > 0) await dropLeastValuable(bytes);
  }

  async function dropLeastValuable(bytes: number): Promise<void> {
    const values = createPictureValues();
    await forEachWaiting(values.see);
    let [pictures, dropped] = [0, 0];
    for (let found = true; found && dropped < bytes && !closed; ) {
      found = false;
      const victims = values.choose(victimsAtOnce);
      await forEachWaiting(victims.offer);
      for (const file of victims.chosen()) {
        if (dropped >= bytes || closed) break;
        if (!withdraw(file)) continue;
        await disposer.end(file, 'dropped');
        found = true;
        pictures += 1;
        dropped += file.sizeBytes;
      }
    }
    isStuck = pictures === 0;
    if (!isStuck) log.warn('backlog full, pictures dropped', { pictures, bytes: dropped });
  }

  async function forEachWaiting(action: (file: WaitingFile) => void): Promise<void> {
    for (const intake of intakes) {
      for await (const files of intake.waitingFiles()) files.forEach(action);
    }
  }

  function withdraw(file: WaitingFile): boolean {
    const answer = sender.withdraw(file.path);
    if (answer === 'unknown') counts.liesBeyondNoMore(file);
    return answer !== 'under-way';
  }
}

// All cameras' pictures lie on one disk, or the first one's counts.
async function diskOf(intakes: readonly Intake[]): Promise<Disk | undefined> {
  for (const { source } of intakes) {
    const found = await statfs(source.folder).catch(() => undefined);
    if (found === undefined) continue;
    return { totalBytes: found.blocks * found.bsize, freeBytes: found.bavail * found.bsize };
  }
  return undefined;
}
