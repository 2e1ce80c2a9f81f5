import { setTimeout as sleep } from 'node:timers/promises';
import type { AwsGate, SeenCall } from './aws-gate.ts';
import type { LambdaHost } from './lambda-host.ts';

/** At which of its calls an attempt of a function ends: by number, from one, or by what it calls. */
export type Doom = {
  readonly at: number | string;
  /** `no-answer`: it waits for an answer until its time is over. */
  readonly end: 'before' | 'after' | 'no-answer';
};

/** A call, and whether it was let through. */
export type JudgedCall = SeenCall & { readonly doom: Doom | undefined };

// As long as a call has to hang to be one that is waited for; who died does not hear that nobody answers.
const [leftSeconds, hangSeconds] = [1, 4];

/** Ends the processes of functions at their calls to AWS, each attempt at its own. */
export function lethalCalls({ gate, host }: { readonly gate: AwsGate; readonly host: LambdaHost }) {
  const dooms = new Map<string, Doom[]>();
  const callsOfAttempts = new Map<string, number>();
  let judged: JudgedCall[] = [];
  gate.letFate(async (call, effect) => {
    const doom = doomOf(call);
    judged.push({ ...call, doom });
    if (doom === undefined) return effect();
    if (doom.end === 'no-answer') {
      host.leave(call.caller, leftSeconds);
      await sleep(hangSeconds * 1000);
      return undefined;
    }
    if (doom.end === 'after') await effect();
    host.kill(call.caller);
    return undefined;
  });
  return {
    /** Dooms the attempts to come of each function, in their order, and forgets what was planned. */
    plan(plans: Readonly<Record<string, readonly Doom[]>>) {
      dooms.clear();
      callsOfAttempts.clear();
      for (const [name, plan] of Object.entries(plans)) dooms.set(name, [...plan]);
    },
    /** All calls since it was last asked, in the order in which they were made. */
    takeCalls(): readonly JudgedCall[] {
      const taken = judged;
      judged = [];
      return taken;
    },
    stop: () => gate.letFate(undefined),
  };

  function doomOf({ caller, operation }: SeenCall): Doom | undefined {
    const number = (callsOfAttempts.get(caller) ?? 0) + 1;
    callsOfAttempts.set(caller, number);
    const [doom, ...others] = dooms.get(caller) ?? [];
    if (doom === undefined || ![number, operation].includes(doom.at)) return undefined;
    dooms.set(caller, others);
    callsOfAttempts.set(caller, 0);
    return doom;
  }
}
