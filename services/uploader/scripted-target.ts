import type { OutgoingPicture, PictureTarget } from './picture-target.ts';

/** What becomes of one picture; after `lost` it is stored, and nobody says so. */
type Answer = 'take' | { readonly fail: Error } | { readonly lost: Error } | 'hang';

export type ScriptedTarget = PictureTarget & {
  /** How the next ones are answered; may be changed at any time. */
  answer: (picture: OutgoingPicture) => Answer;
  /** Every key that was tried, in order. */
  readonly attempts: readonly string[];
  readonly stored: ReadonlyMap<string, OutgoingPicture>;
  /** How often something new was stored. */
  readonly creations: number;
};

/** A store in memory that fails as it is told: the pictures' target for tests. */
export function scriptedTarget(answer: ScriptedTarget['answer'] = () => 'take'): ScriptedTarget {
  const attempts: string[] = [];
  const stored = new Map<string, OutgoingPicture>();
  let creations = 0;
  const target: ScriptedTarget = {
    answer,
    attempts,
    stored,
    get creations() {
      return creations;
    },
    send: async (picture) => {
      attempts.push(picture.key);
      const given = target.answer(picture);
      await Promise.resolve();
      if (given === 'hang') return new Promise(() => {});
      if (given !== 'take' && 'fail' in given) throw given.fail;
      const isThere = stored.has(picture.key) && !picture.replace;
      if (!isThere) {
        stored.set(picture.key, picture);
        creations += 1;
      }
      if (given !== 'take') throw given.lost;
      return isThere ? 'exists' : 'stored';
    },
  };
  return target;
}
