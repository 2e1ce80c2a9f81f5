import type { TraceLine } from '../../contracts/judgement-trace.ts';
import type { Unavailability } from '../../contracts/labeler-outage.ts';
import type { ProfileByHand } from '../../contracts/profile-switches.ts';
import { wallTime } from './rules/in-hours.ts';
import { judgeSituation } from './rules/judge-situation.ts';
import { profilesOn, recorded } from './rules/profiles-on.ts';
import { asksForProfiles, type RuleSet } from './rules/rule.ts';

const reasons: Readonly<Record<Unavailability, string>> = {
  throttled: 'the labeler takes no more pictures now',
  denied: 'the labeler refuses',
  'no-answer': 'the labeler gives no answer',
  failed: 'the labeler fails',
  budget: "the month's budget is spent",
};

type Taken = {
  readonly camera: string;
  readonly capturedAt: string;
  readonly timeZone: string;
  readonly byHand: ProfileByHand | undefined;
};

/**
 * An alarm for mere motion; undefined where no rule could ring here and now, whatever the picture
 * shows: then it can as well wait.
 */
export function unlabelledAlarm(
  { rules, profiles }: RuleSet,
  taken: Taken,
  reason: Unavailability,
) {
  const { camera, capturedAt, timeZone } = taken;
  const inForce = profilesOn(profiles, taken);
  const situation = { camera, now: wallTime(capturedAt, timeZone), profiles: inForce };
  const couldRing = rules.some(
    (rule) =>
      rule.effect === 'alarm' && judgeSituation(rule, situation).every(({ passed }) => passed),
  );
  if (!couldRing) return undefined;
  const motion = { rule: 'unlabelled', label: 'Motion', confidence: 0 };
  const text = `not labelled: ${reasons[reason]}`;
  const line: TraceLine = {
    ...motion,
    checks: [{ what: 'labeler', text, passed: true }],
    result: 'alarm',
  };
  return {
    outcome: 'alarm' as const,
    ...{ labeler: 'none', labels: [], matches: [motion], trace: [line], repeats: [] },
    ...(asksForProfiles(rules) ? { profiles: recorded(inForce) } : {}),
  };
}
