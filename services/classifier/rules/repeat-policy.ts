import type { Label } from '../../../contracts/label.ts';

/** When something that was alarmed before counts as the same thing, which has hardly moved. */
export type RepeatTolerance = {
  /** How much its box is the first one's: what both cover, of what either covers. */
  readonly iou: number;
  /** Over how long it has to have been alarmed before it keeps quiet. */
  readonly afterMinutes: number;
  /** Unseen for longer, it is something new. */
  readonly forgottenAfterMinutes: number;
};

/** What becomes of a thing that is alarmed again and again. */
export type RepeatPolicy =
  | 'off'
  | {
      readonly others: RepeatTolerance;
      /** By label, whatever the case; the owner's own. */
      readonly labels: ReadonlyMap<string, RepeatTolerance | 'off'>;
    };

export const usualTolerance: RepeatTolerance = {
  iou: 0.8,
  afterMinutes: 2,
  forgottenAfterMinutes: 60,
};

/** For people where the owner wants it: missing somebody is worse than ringing again. */
export const peopleTolerance: RepeatTolerance = {
  iou: 0.9,
  afterMinutes: 15,
  forgottenAfterMinutes: 10,
};

/** Without a word of the owner's, people always ring. */
export const defaultRepeatPolicy: RepeatPolicy = { others: usualTolerance, labels: new Map() };

// A labeler need not say of each of them that it is a person.
const people = new Set(
  ['Person', 'Human', 'Pedestrian', 'Adult', 'Man', 'Woman', 'Male', 'Female', 'Child', 'Kid']
    .concat(['Boy', 'Girl', 'Baby', 'Teen', 'Face', 'Head', 'People', 'Crowd'])
    .map(policyKey),
);

export function isPersonWord(word: string): boolean {
  return people.has(policyKey(word));
}

/** As labels are compared: whole, and without regard to case. */
export function policyKey(label: string): string {
  return label.trim().toLowerCase();
}

/** What counts for a label: what the owner says of its name, else of an alias, else of a parent. */
export function toleranceOf(
  policy: RepeatPolicy,
  { name, aliases, parents }: Pick<Label, 'name' | 'aliases' | 'parents'>,
): RepeatTolerance | 'off' {
  if (policy === 'off') return 'off';
  const words = [name, ...aliases, ...parents];
  const own = words.map((word) => policy.labels.get(policyKey(word))).find((one) => one);
  return own ?? (words.some(isPersonWord) ? 'off' : policy.others);
}
