import type { JudgedCall } from './lethal-calls.ts';

type Channel = {
  /** The call by which people are told. */
  readonly tell: string;
  /** The key under which it is noted that they were. */
  readonly claim: RegExp;
};

/** How often people were told without its being noted: whoever died then has to tell them again. */
export function tellingsInVain(calls: readonly JudgedCall[], { tell, claim }: Channel): number {
  const effective = calls.filter(({ doom }) => doom === undefined || doom.end === 'after');
  let [inVain, isOpen] = [0, false];
  for (const { operation, key, body } of effective) {
    if (operation === tell) {
      if (isOpen) inVain += 1;
      isOpen = true;
    }
    const isNoted = operation === 's3:PutObject' && claim.test(key);
    if (isNoted && body.includes('"state":"sent"')) isOpen = false;
  }
  return isOpen ? inVain + 1 : inVain;
}
