import type { Finding } from './finding.ts';
import type { OperationsAlarm } from './read-operations-alarms.ts';

const check = 'operations';

/** Which alarms about the pipeline itself ring; their own texts say what is lost. */
export function judgeOperations(
  alarms: readonly OperationsAlarm[],
  { stage, region }: { readonly stage: string; readonly region: string },
): readonly Finding[] {
  if (alarms.length === 0) {
    const found =
      'There is no alarm about the pipeline itself: nobody would hear that it is broken.';
    return [{ check, state: 'problem', found, todo: 'Make it whole again:\nnpx cdktf deploy' }];
  }
  const ringing = alarms.filter(({ rings }) => rings);
  if (ringing.length === 0) {
    return [
      {
        check,
        state: 'ok',
        found: `Of ${alarms.length} alarms about the pipeline itself, none rings.`,
      },
    ];
  }
  return ringing.map(({ name, description, since }) => ({
    check,
    // Money is spent, but nothing is lost.
    state: name === `intellicam-${stage}-spend` ? 'warning' : 'problem',
    found: `${name} rings${since === undefined ? '' : ` since ${since.slice(0, 16).replace('T', ' ')} UTC`}. ${description}`,
    todo: `See when it began and why:\naws cloudwatch describe-alarm-history --alarm-name ${name} --history-item-type StateUpdate --region ${region}`,
  }));
}
