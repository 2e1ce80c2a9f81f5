import type { Check } from '../../../contracts/judgement-trace.ts';
import { clock, inSchedule, type TimeWindow, type WallTime } from './in-hours.ts';
import type { ProfilesInForce } from './profiles-on.ts';
import type { Rule } from './rule.ts';

/** Where and when a picture was taken, for all its labels alike. */
export type Situation = {
  readonly camera: string;
  readonly now: WallTime;
  readonly profiles: ProfilesInForce;
};

/** What a rule asks about camera, profile and time; it is in force if all of it passes. */
export function judgeSituation(rule: Rule, { camera, now, profiles }: Situation): readonly Check[] {
  const checks: Check[] = [];
  if (rule.cameras.length > 0) {
    const passed = rule.cameras.includes(camera);
    const text = passed ? `camera ${camera}` : `camera ${camera}, not ${rule.cameras.join(', ')}`;
    checks.push({ what: 'camera', text, passed });
  }
  if (rule.profiles.length > 0) checks.push(profileCheck(rule, profiles));
  const { hours, weekday, day } = inSchedule(rule, now);
  if (rule.weekdays.length > 0) {
    const text = weekday ? day : `${day}, not ${rule.weekdays.join(', ')}`;
    checks.push({ what: 'weekday', text, passed: weekday });
  }
  if (rule.hours.length > 0) {
    const text = `${clock(now.minute)}${hours ? ' in ' : ', not '}${rule.hours.map(windowText).join(', ')}`;
    checks.push({ what: 'hours', text, passed: hours });
  }
  return checks;
}

function profileCheck(rule: Rule, { on, byHand }: ProfilesInForce): Check {
  const named = rule.profiles.filter((name) => on.has(name));
  const passed = named.length > 0;
  const hand = byHand === undefined ? '' : ` (${passed ? '' : `${byHand.profile} `}${byHand.text})`;
  const text = passed ? named.join(', ') : `not ${rule.profiles.join(', ')}`;
  return { what: 'profile', text: `profile ${text}${hand}`, passed };
}

function windowText({ from, to }: TimeWindow): string {
  return `${clock(from)}–${clock(to)}`;
}
