import type { CameraHealth } from './uploader.ts';
import type { WaitingFile } from './waiting-file.ts';

export type Ending = 'sent' | 'leftOut' | 'refused' | 'dropped';

type Sized = Pick<WaitingFile, 'camera' | 'sizeBytes'>;

/** Counts, camera by camera, what waits and what has become of the rest. */
export type CameraCounts = {
  waits(file: Sized): void;
  waitsNoMore(file: Sized): void;
  /** What lies on the disk and is not held in memory. */
  liesBeyond(file: Sized): void;
  liesBeyondNoMore(file: Sized): void;
  forgetBeyond(): void;
  /** A picture was taken, at this time in milliseconds. */
  picture(camera: string, at: number): void;
  ended(camera: string, ending: Ending): void;
  beyond(): number;
  waitingBytes(): number;
  health(): Readonly<Record<string, CameraHealth>>;
};

type Amount = { pictures: number; bytes: number };
type Counted = Record<Ending, number> & {
  readonly held: Amount;
  beyond: Amount;
  lastPictureAt?: Date;
  lastSentAt?: Date;
};

export function createCameraCounts(cameras: readonly string[], now: () => Date): CameraCounts {
  const counts = new Map<string, Counted>();
  for (const camera of cameras) of(camera);

  return {
    waits: (file) => add(of(file.camera).held, file, 1),
    waitsNoMore: (file) => add(of(file.camera).held, file, -1),
    liesBeyond: (file) => add(of(file.camera).beyond, file, 1),
    liesBeyondNoMore: (file) => add(of(file.camera).beyond, file, -1),
    forgetBeyond: () => {
      for (const counted of counts.values()) counted.beyond = { pictures: 0, bytes: 0 };
    },
    picture: (camera, at) => {
      const counted = of(camera);
      if (at > (counted.lastPictureAt?.getTime() ?? 0)) counted.lastPictureAt = new Date(at);
    },
    ended: (camera, ending) => {
      const counted = of(camera);
      counted[ending] += 1;
      if (ending === 'sent') counted.lastSentAt = now();
    },
    beyond: () => sum(({ beyond }) => beyond.pictures),
    waitingBytes: () => sum(({ held, beyond }) => held.bytes + beyond.bytes),
    health: () =>
      Object.fromEntries([...counts].map(([name, counted]) => [name, toHealth(counted)])),
  };

  function of(camera: string): Counted {
    const known = counts.get(camera);
    if (known !== undefined) return known;
    const counted: Counted = {
      held: { pictures: 0, bytes: 0 },
      beyond: { pictures: 0, bytes: 0 },
      ...{ sent: 0, leftOut: 0, refused: 0, dropped: 0 },
    };
    counts.set(camera, counted);
    return counted;
  }

  function sum(part: (counted: Counted) => number): number {
    return [...counts.values()].reduce((total, counted) => total + part(counted), 0);
  }
}

function add(amount: Amount, { sizeBytes }: Sized, sign: 1 | -1): void {
  amount.pictures += sign;
  amount.bytes += sign * sizeBytes;
}

function toHealth({ held, beyond, ...counted }: Counted): CameraHealth {
  return {
    backlogPictures: held.pictures + beyond.pictures,
    backlogBytes: held.bytes + beyond.bytes,
    ...counted,
  };
}
