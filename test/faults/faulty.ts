/** What becomes of one call. */
export const fates = ['refused', 'answer-lost', 'death-before', 'death-after'] as const;
export type Fate = (typeof fates)[number];

/** The process has ended in the midst of its work. */
class Death extends Error {
  override readonly name = 'Death';
}

/** Decides what becomes of a call, and when; undefined: it does what it should. */
export type Decide = (call: string) => Fate | undefined | Promise<undefined>;

/** A process whose calls to the outside may fail; when it has died, none of them has an effect. */
export function faultyProcess(decide: Decide) {
  let isDead = false;
  return { isDead: () => isDead, wrap, call };

  /** Wraps the named methods of a port; the others stay as they are. */
  function wrap<Port extends object, Name extends keyof Port & string>(
    port: Port,
    names: readonly Name[],
  ): Port {
    const methods = names.map((name) => {
      const method = port[name];
      if (typeof method !== 'function') throw new TypeError(`wrap ${name}: it is no method`);
      return [name, call(name, method.bind(port))];
    });
    return { ...port, ...Object.fromEntries(methods) };
  }

  function call<Given extends readonly unknown[], Answer>(
    name: string,
    real: (...given: Given) => Promise<Answer>,
  ): (...given: Given) => Promise<Answer> {
    return async (...args) => {
      if (isDead) throw new Death('it has ended');
      const fate = await decide(name);
      isDead = fate === 'death-before' || fate === 'death-after';
      if (fate === 'refused') throw new Error(`${name} was refused`);
      if (fate === 'death-before') throw new Death(`before ${name}`);
      const answer = await real(...args);
      if (fate === 'answer-lost') throw new Error(`the answer of ${name} was lost`);
      if (fate === 'death-after') throw new Death(`after ${name}`);
      return answer;
    };
  }
}
