import { relative, sep } from 'node:path';
import type { Logger } from '../../runtime/logger.ts';
import { createCameraCounts } from './camera-counts.ts';
import { createDisposer } from './disposer.ts';
import { createExaminer } from './examine-file.ts';
import { type Intake, watchIntake } from './intake.ts';
import { keepRoom } from './keep-room.ts';
import type { Picture } from './picture.ts';
import type { PictureDisposal } from './picture-disposal.ts';
import { pictureKey } from './picture-key.ts';
import { pictureMetadata } from './picture-metadata.ts';
import type { PictureTarget, SendFailure } from './picture-target.ts';
import { createSampler, type SamplingPolicy } from './sampler.ts';
import { startScanner } from './scanner.ts';
import { type Schedule, systemSchedule } from './schedule.ts';
import type { GateState } from './send-gate.ts';
import { sendPicture } from './send-picture.ts';
import { startSender } from './sender.ts';
import type { WaitingFile } from './waiting-file.ts';
import { noHooks, watchHooks } from './watch-hooks.ts';

export type UploaderFolder = {
  readonly folder: string;
  /** One camera's name; or each subfolder is a camera, and the folder itself the one that is named. */
  readonly camera: string | { readonly subfoldersAreCameras: true; readonly otherwise: string };
  /** Never looked into. */
  readonly ignoredFolder?: string;
  readonly sampling: SamplingPolicy;
  readonly disposal: PictureDisposal;
  /** Whether `heartbeat-…` and what the hook calls a snapshot are told apart. Default: true. */
  readonly snapshotsApart?: boolean;
  /** Pictures wait some seconds for the hook's note, so that they carry what it tells. */
  readonly hook?: boolean;
};

/** The most that may wait on a disk; what is more is dropped, the least valuable first. */
export type BacklogBounds = {
  readonly bytes: number;
  /** How full the disk may be, between 0 and 1, by whomever it was filled. */
  readonly shareOfDisk: number;
};

export type UploaderOptions = {
  readonly cameras: readonly UploaderFolder[];
  readonly target: PictureTarget;
  readonly bounds?: BacklogBounds;
  /** Where the hook leaves its notes. */
  readonly hooksFolder?: string;
  /** Default: `pictureKey`. Has to give the same key for the same file again. */
  readonly keyOf?: (picture: Picture, bytes: Uint8Array, sha256: Uint8Array) => string;
  /** Default: `pictureMetadata` in the time zone. */
  readonly metadataOf?: (picture: Picture) => Readonly<Record<string, string>>;
  readonly timeZone: string;
  /** Default: 4. */
  readonly uploadsAtOnce?: number;
  /** Larger ones are refused unread. Default: 32 MB. */
  readonly largestBytes?: number;
  /** The rest of a large backlog is found again when it is its turn. Default: 5,000. */
  readonly picturesHeld?: number;
  /** A file without an end of its own is finished when nobody has written it for so long. Default: 1,000. */
  readonly settleMilliseconds?: number;
  readonly log: Logger;
  readonly now: () => Date;
  /** Default: the system's timers. */
  readonly schedule?: Schedule;
  /** Default: Math.random. */
  readonly random?: () => number;
  readonly onSent?: (key: string) => void;
};

export type CameraHealth = {
  readonly backlogPictures: number;
  readonly backlogBytes: number;
  readonly sent: number;
  readonly leftOut: number;
  readonly dropped: number;
  readonly refused: number;
  readonly lastPictureAt?: Date;
  readonly lastSentAt?: Date;
};

export type UploaderHealth = {
  readonly cameras: Readonly<Record<string, CameraHealth>>;
  readonly state: 'sending' | 'waiting';
  readonly failure?: SendFailure;
  readonly lastError?: string;
  readonly nextAttemptAt?: Date;
};

export type Uploader = {
  /** Resolves when everything that lay in the folders at the start is known. */
  readonly scanned: Promise<void>;
  /** Resolves when nothing waits any more. */
  drained(): Promise<void>;
  /** Takes no more; resolves when what is under way is done. */
  close(): Promise<void>;
  health(): UploaderHealth;
};

/** Sends every picture of the cameras' folders, now and whenever one arrives, and for ever. */
export function startUploader(options: UploaderOptions): Uploader {
  const { cameras, target, timeZone, log, now, uploadsAtOnce = 4 } = options;
  const { picturesHeld = 5_000, largestBytes = 32 * 1024 * 1024 } = options;
  const { schedule = systemSchedule, random = Math.random } = options;
  const { keyOf = pictureKey, onSent = () => {} } = options;
  const { metadataOf = (picture: Picture) => pictureMetadata(picture, timeZone) } = options;
  const counts = createCameraCounts(
    cameras.flatMap(({ camera }) => (typeof camera === 'string' ? [camera] : [])),
    now,
  );
  const sampler = createSampler();
  const intakes: Intake[] = [];
  const intakeOf = (path: string) => intakes.find(({ source }) => isVisibleIn(source.folder, path));
  const notes =
    options.hooksFolder === undefined
      ? noHooks
      : watchHooks({
          ...{ folder: options.hooksFolder, log, now, schedule },
          concerns: (path) => intakeOf(path) !== undefined,
          onNote: ({ path }) => intakeOf(path)?.arrive(path),
        });
  const examiner = createExaminer({
    ...{ sampler, notes, timeZone, now, largestBytes },
    settleMilliseconds: options.settleMilliseconds ?? 1_000,
  });
  const lookAgain = ({ source, path }: WaitingFile, milliseconds: number) =>
    intakes.find((intake) => intake.source === source)?.arriveLater(path, milliseconds);
  const disposer = createDisposer({ counts, notes, schedule, log, lookAgain, onProgress });
  const sender = startSender({
    ...{ examiner, sampler, disposer, counts, uploadsAtOnce, room: picturesHeld },
    ...{ now, schedule, random, log, lookAgain, onSent, onProgress },
    send: (picture) => sendPicture(picture, { target, keyOf, metadataOf }),
  });
  for (const source of cameras) {
    intakes.push(
      watchIntake({ source, examiner, disposer, sender, counts, now, schedule, log, onProgress }),
    );
  }
  const keeper = keepRoom({ ...options, intakes, sender, disposer, counts, onProgress });
  const scanner = startScanner({
    ...{ intakes, sender, counts, now, schedule, room: picturesHeld, ready: notes.read },
    onProgress,
  });
  const drains = new Set<() => void>();

  return {
    scanned: scanner.scanned,
    drained: () =>
      new Promise((resolve) => {
        drains.add(resolve);
        onProgress();
      }),
    close: async () => {
      scanner.close();
      notes.close();
      for (const intake of intakes) intake.close();
      await Promise.all([sender.close(), disposer.close(), keeper.close()]);
    },
    health: () => ({ cameras: counts.health(), ...toHealth(sender.gate()) }),
  };

  function onProgress(): void {
    keeper.check();
    scanner.refill();
    const parts = [scanner, sender, disposer, keeper, ...intakes];
    if (drains.size === 0 || !parts.every((part) => part.isIdle())) return;
    for (const resolve of drains) resolve();
    drains.clear();
  }
}

// A hook may name any path; nothing is taken that the folder itself would not show.
function isVisibleIn(folder: string, path: string): boolean {
  const below = relative(folder, path);
  return below !== '' && below.split(sep).every((part) => !part.startsWith('.'));
}

function toHealth(gate: GateState): Omit<UploaderHealth, 'cameras'> {
  if (gate.state === 'sending') return gate;
  const { state, failure, lastError, nextAttemptAt } = gate;
  return { state, failure, lastError, nextAttemptAt };
}
