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
  /** Counts anew what lies beyond. */
  recountBeyond(): Recount;
  /** A picture was taken, at this time in milliseconds. */
  picture(camera: string, at: number): void;
  ended(camera: string, ending: Ending): void;
  beyond(): number;
  waitingBytes(): number;
  health(): Readonly<Record<string, CameraHealth>>;
};

/** Until it ends, what was counted before stands. */
type Recount = { liesBeyond(file: Sized): void; end(): void };

type Amount = { pictures: number; bytes: number };
type Counted = Record<Ending, number> & {
  readonly held: Amount;
  beyond: Amount;
  lastPictureAt?: Date;
  lastSentAt?: Date;
};

export function createCameraCounts(cameras: readonly string[], now: () => Date): CameraCounts {
  const counts = new Map<string, Counted>();
  let recounted: Map<string, Amount> | undefined;
  for (const camera of cameras) of(camera);

  return {
    waits: (file) => add(of(file.camera).held, file, 1),
    waitsNoMore: (file) => add(of(file.camera).held, file, -1),
    liesBeyond: (file) => addBeyond(file, 1),
    liesBeyondNoMore: (file) => addBeyond(file, -1),
    recountBeyond,
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

  function recountBeyond(): Recount {
    const amounts = new Map<string, Amount>();
    recounted = amounts;
    return {
      liesBeyond: (file) => add(amountOf(amounts, file.camera), file, 1),
      end: () => {
        recounted = undefined;
        for (const camera of amounts.keys()) of(camera);
        for (const [camera, counted] of counts) {
          const { pictures, bytes } = amountOf(amounts, camera);
          // What went away in the meantime may not have been counted yet.
          counted.beyond = { pictures: Math.max(0, pictures), bytes: Math.max(0, bytes) };
        }
      },
    };
  }

  function addBeyond(file: Sized, sign: 1 | -1): void {
    add(of(file.camera).beyond, file, sign);
    if (recounted !== undefined) add(amountOf(recounted, file.camera), file, sign);
  }

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

function amountOf(amounts: Map<string, Amount>, camera: string): Amount {
  const amount = amounts.get(camera) ?? { pictures: 0, bytes: 0 };
  amounts.set(camera, amount);
  return amount;
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
