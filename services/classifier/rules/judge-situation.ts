import type { Check } from '../../../contracts/judgement-trace.ts';
import { clock, inSchedule, type Schedule, type TimeWindow, type WallTime } from './in-hours.ts';
import type { Rule } from './rule.ts';

/** Where and when a picture was taken, for all its labels alike. */
export type Situation = {
  readonly camera: string;
  readonly now: WallTime;
  /** The profiles that are on. */
  readonly profiles: ReadonlySet<string>;
};

/** Which profiles are on: those that somebody switched on, and those whose time it is. */
export function profilesOn(
  profiles: ReadonlyMap<string, Schedule>,
  now: WallTime,
  switchedOn: readonly string[],
): ReadonlySet<string> {
  const byTime = [...profiles].flatMap(([name, schedule]) => {
    if (schedule.hours.length === 0 && schedule.weekdays.length === 0) return [];
    const { hours, weekday } = inSchedule(schedule, now);
    return hours && weekday ? [name] : [];
  });
  return new Set([...switchedOn, ...byTime]);
}

/** What a rule asks about camera, profile and time; it is in force if all of it passes. */
export function judgeSituation(rule: Rule, { camera, now, profiles }: Situation): readonly Check[] {
  const checks: Check[] = [];
  if (rule.cameras.length > 0) {
    const passed = rule.cameras.includes(camera);
    const text = passed ? `camera ${camera}` : `camera ${camera}, not ${rule.cameras.join(', ')}`;
    checks.push({ what: 'camera', text, passed });
  }
  if (rule.profiles.length > 0) {
    const on = rule.profiles.filter((name) => profiles.has(name));
    const text = on.length > 0 ? on.join(', ') : `not ${rule.profiles.join(', ')}`;
    checks.push({ what: 'profile', text: `profile ${text}`, passed: on.length > 0 });
  }
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

function windowText({ from, to }: TimeWindow): string {
  return `${clock(from)}–${clock(to)}`;
}
