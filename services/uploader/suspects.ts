import { backOff } from './back-off.ts';
import type { WaitingFile } from './waiting-file.ts';

export type Suspects = {
  /** The target took this picture. */
  taken(file: WaitingFile): void;
  /** How long this picture should be left alone, that others get on; 0 while the target is to blame. */
  failed(file: WaitingFile): number;
  forget(path: string): void;
  /** Whom to avoid in the next attempt, because the last ones were theirs. */
  readonly stubborn: readonly ((file: WaitingFile) => boolean)[];
};

type Suspicion = { readonly takenBefore: number; readonly strength: number };

const inARow = 3;

/**
 * Tells a picture or a camera that the target never takes (a proxy drops it, there is no right) from
 * a target that is away: others are taken between its failures.
 */
export function createSuspects(random: () => number): Suspects {
  const suspicions = new Map<string, Suspicion>();
  let takenSoFar = 0;
  let last: WaitingFile | undefined;
  let ofCamera = 0;
  let ofPicture = 0;

  return {
    taken: ({ path }) => {
      takenSoFar += 1;
      suspicions.delete(path);
      last = undefined;
    },
    failed: (file) => {
      ofCamera = last?.camera === file.camera ? ofCamera + 1 : 1;
      ofPicture = last?.path === file.path ? ofPicture + 1 : 1;
      last = file;
      const before = suspicions.get(file.path) ?? { takenBefore: takenSoFar, strength: 0 };
      const strength = before.strength + (takenSoFar > before.takenBefore ? 1 : 0);
      suspicions.set(file.path, { takenBefore: takenSoFar, strength });
      return strength < 2 ? 0 : backOff(strength, { random });
    },
    forget: (path) => void suspicions.delete(path),
    stubborn: [
      ({ camera }) => ofCamera >= inARow && camera === last?.camera,
      ({ path }) => ofPicture >= inARow && path === last?.path,
    ],
  };
}
