import { describe, expect, it } from 'vitest';
import { defaultLabelingPolicy } from '../../runtime/labeling-policy.ts';
import { ringTime } from './ring-time.ts';
import { lateFriday, rulesOf } from './rules/rules-under-test.ts';
import { unlabelledAlarm } from './unlabelled.ts';

const taken = { camera: 'garden', capturedAt: lateFriday, timeZone: 'Europe/Berlin' };

describe('a picture that nobody can label', () => {
  it.each([
    [{ labels: 'Person' }, true],
    [{ labels: 'Person', cameras: 'gate' }, false],
    [{ labels: 'Person', hours: '08:00-18:00' }, false],
    [{ labels: 'Person', hours: '22:00-06:00' }, true],
    [{ labels: 'Person', profiles: 'away' }, false],
    [{ labels: 'Person', zones: 'drive', min_area: 0.1 }, true],
  ])('rings with the rule %j: %s', (rule, rings) => {
    const zones = {
      drive: {
        points: [
          [0, 0],
          [1, 0],
          [1, 1],
        ],
      },
    };
    const rules = rulesOf({ zones, profiles: { away: {} }, rules: [rule] });
    const alarm = unlabelledAlarm(rules, { ...taken, byHand: undefined }, 'throttled');
    expect(alarm !== undefined).toBe(rings);
  });

  it('rings by a profile that was switched on by hand, and records it', () => {
    const rules = rulesOf({ profiles: { away: {} }, rules: [{ labels: 'Dog', profiles: 'away' }] });
    const byHand = { profile: 'away' };
    expect(unlabelledAlarm(rules, { ...taken, byHand }, 'budget')).toMatchObject({
      ...{ outcome: 'alarm', labels: [], labeler: 'none' },
      trace: [{ checks: [{ text: "not labelled: the month's budget is spent" }] }],
      profiles: { on: ['away'], byHand },
    });
  });
});

describe('the time at which motion rings', () => {
  const minutes = (count: number) => new Date(Date.UTC(2026, 10, 20, 13, count));
  const now = minutes(10);
  const ring = { ...defaultLabelingPolicy, whenUnavailable: 'ring' } as const;
  const waiting = { reason: 'throttled', heldSince: undefined, since: undefined, now } as const;

  it.each([
    ['two minutes after it came', {}, minutes(12)],
    ['two minutes after it was first held', { heldSince: minutes(9).toISOString() }, minutes(11)],
    ['at once in an outage that is known', { since: minutes(5).toISOString() }, minutes(7)],
    ['at once when the budget is spent', { reason: 'budget' }, now],
  ] as const)('is %s', (_, more, time) => {
    expect(ringTime(ring, { ...waiting, ...more })).toEqual(time);
  });

  it('is never, unless its owner wants it', () => {
    expect(ringTime(defaultLabelingPolicy, { ...waiting, reason: 'budget' })).toBeUndefined();
  });
});
