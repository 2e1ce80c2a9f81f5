import type { Finding } from './finding.ts';

export type Rule = { readonly name: string; readonly bus: string; readonly enabled: boolean };

type FunctionState = {
  /** Lambda's own word. */
  readonly state: string;
  readonly reason: string | undefined;
  readonly updateFailure: string | undefined;
};
type Mapping = { readonly id: string; readonly state: string };

const deploy = 'Make it whole again:\nnpx cdktf deploy';

/** Whether a consumer's function can run. */
export function judgeFunction(
  check: string,
  functionName: string,
  found: FunctionState | undefined,
): Finding {
  if (found === undefined) {
    return {
      check,
      state: 'problem',
      found: `The function ${functionName} is gone.`,
      todo: deploy,
    };
  }
  if (found.updateFailure !== undefined) {
    const failure = `The last update of ${functionName} failed: ${found.updateFailure}.`;
    return { check, state: 'problem', found: failure, todo: deploy };
  }
  switch (found.state) {
    case 'Active':
      return { check, state: 'ok', found: `${functionName} is active.` };
    case 'Pending':
    case 'Inactive':
      return {
        check,
        state: 'warning',
        found: `${functionName} is not active yet (${found.state}); messages wait for it.`,
        todo: 'Wait a minute and look again.',
      };
    default: {
      const why = found.reason === undefined ? '' : `: ${found.reason.replace(/\.$/, '')}`;
      const text = `${functionName} cannot run (${found.state})${why}.`;
      return { check, state: 'problem', found: text, todo: deploy };
    }
  }
}

/** Whether the function is given what is in its queue. */
export function judgeMapping(
  { name: check, region }: { readonly name: string; readonly region: string },
  found: Mapping | undefined,
): Finding {
  if (found === undefined) {
    const text = 'Its function is not given what is in its queue: nothing is handled.';
    return { check, state: 'problem', found: text, todo: deploy };
  }
  switch (found.state) {
    case 'Enabled':
      return { check, state: 'ok', found: 'It is given what is in its queue.' };
    case 'Disabled':
    case 'Disabling':
      return {
        check,
        state: 'problem',
        found: 'Its function was switched off from its queue: what comes waits, at most 4 days.',
        todo: `Switch it on again:\naws lambda update-event-source-mapping --uuid ${found.id} --enabled --region ${region}`,
      };
    default:
      return {
        check,
        state: 'warning',
        found: `Its function is being tied to its queue (${found.state}); messages wait meanwhile.`,
        todo: 'Wait a minute and look again.',
      };
  }
}

/** Whether the bus puts events into its queue, or the clock its ticks. */
export function judgeRules(
  on: { readonly name: string; readonly bus: string; readonly region: string },
  rules: readonly Rule[],
): Finding {
  const check = on.name;
  if (rules.length === 0) {
    const text = `No rule of the bus ${on.bus} brings events to its queue: it does nothing.`;
    return { check, state: 'problem', found: text, todo: deploy };
  }
  const off = rules.filter(({ enabled }) => !enabled);
  if (off.length === 0) {
    const isClock = rules.every(({ bus }) => bus !== on.bus);
    const found = isClock ? 'The clock wakes it.' : 'The bus brings it its events.';
    return { check, state: 'ok', found };
  }
  const names = off.map(({ name }) => name);
  const commands = off.map(
    ({ name, bus }) =>
      `aws events enable-rule --name ${name} --event-bus-name ${bus} --region ${on.region}`,
  );
  const isClock = off.every(({ bus }) => bus !== on.bus);
  const loss = isClock
    ? 'meanwhile nothing wakes it, and it does nothing'
    : 'meanwhile its events are lost, unless you replay the archive of the bus';
  return {
    check,
    state: 'problem',
    found: `The rule ${names.join(', ')} is switched off: ${loss}.`,
    todo: ['Switch it on again:', ...commands].join('\n'),
  };
}
