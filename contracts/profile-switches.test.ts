import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noSwitches, profileByHand, withSwitch } from './profile-switches.ts';

const at = (minutes: number) => new Date(Date.UTC(2026, 10, 20, 13, minutes));
const text = (minutes: number) => at(minutes).toISOString();

function switched(...wishes: readonly [number, string | undefined, number?][]) {
  return wishes.reduce(
    (before, [minutes, profile, until]) =>
      withSwitch(
        before,
        { profile, until: until === undefined ? undefined : at(until) },
        at(minutes),
      ),
    noSwitches,
  );
}

describe('a profile by hand', () => {
  it('is on from when it was switched on, and not for what was taken before', () => {
    const switches = switched([10, 'away']);
    expect(profileByHand(switches, text(9))).toBeUndefined();
    expect(profileByHand(switches, text(10))).toEqual({ profile: 'away' });
    expect(profileByHand(noSwitches, text(10))).toBeUndefined();
  });

  it('ends when its time is over', () => {
    const switches = switched([10, 'away', 20]);
    expect(profileByHand(switches, text(19))).toEqual({ profile: 'away', until: text(20) });
    expect(profileByHand(switches, text(20))).toBeUndefined();
  });

  it('makes way for the next, and for the hours', () => {
    const switches = switched([10, 'away'], [20, 'home'], [30, undefined]);
    const on = [15, 25, 35].map((minutes) => profileByHand(switches, text(minutes))?.profile);
    expect(on).toEqual(['away', 'home', undefined]);
  });

  it('does not begin again when a later one has ended', () => {
    expect(profileByHand(switched([10, 'away'], [20, 'home', 30]), text(40))).toBeUndefined();
  });

  it('is the last that was asked for, though another clock is ahead', () => {
    expect(profileByHand(switched([30, 'away'], [10, 'home']), text(30))?.profile).toBe('home');
  });

  it('is remembered of as many switches as somebody can need', () => {
    const wish = fc.tuple(
      fc.integer({ min: 0, max: 10_000 }),
      fc.option(fc.constantFrom('home', 'away'), { nil: undefined }),
    );
    fc.assert(
      fc.property(fc.array(wish, { minLength: 1, maxLength: 300 }), (wishes) => {
        const { switches } = switched(...wishes);
        expect(switches.length).toBeLessThanOrEqual(100);
        expect(switches.map((one) => one.at)).toEqual(switches.map((one) => one.at).toSorted());
        const last = profileByHand({ schemaVersion: 1, switches }, text(10_000));
        expect(last?.profile).toBe(wishes.at(-1)?.[1]);
      }),
    );
  });
});
