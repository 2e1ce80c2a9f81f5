/** The process has ended in the middle of its work. */
export class Death extends Error {
  override readonly name = 'Death';
}

export type Fate = {
  /** At which call it dies, counted from nought. */
  readonly at: number;
  /** Before the call has any effect, or when it has, but before the answer. */
  readonly when: 'before' | 'after';
};

/** A process that dies at one of its calls; nothing that it calls afterwards has an effect. */
export function mortal(fate: Fate | undefined) {
  const calls: string[] = [];
  let isDead = false;
  return { call, calls, isDead: () => isDead };

  function call<Args extends readonly unknown[], Answer>(
    name: string,
    real: (...args: Args) => Promise<Answer>,
  ) {
    return async (...args: Args): Promise<Answer> => {
      if (isDead) throw new Death('it has ended');
      const isLast = calls.push(name) - 1 === fate?.at;
      isDead = isLast;
      if (isLast && fate?.when === 'before') throw new Death(`before ${name}`);
      const answer = await real(...args);
      if (isLast) throw new Death(`after ${name}`);
      return answer;
    };
  }
}
