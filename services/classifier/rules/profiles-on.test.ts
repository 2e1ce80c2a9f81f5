import { describe, expect, it } from 'vitest';
import type { ProfileByHand } from '../../../contracts/profile-switches.ts';
import { traceText } from '../../../contracts/trace-text.ts';
import { judge, label } from './rules-under-test.ts';

// The picture is of Friday, 23:30.
const file = {
  profiles: { night: { hours: '22:00-06:00' }, away: {}, home: {} },
  rules: [
    { name: 'at night', labels: 'Person', profiles: 'night' },
    { name: 'while away', labels: 'Person', profiles: ['away', 'home'] },
  ],
};

function judged(byHand?: ProfileByHand) {
  const { outcome, trace, profiles } = judge(file, [label('Person')], { byHand });
  const texts = trace.map((line) => traceText(line)).toSorted();
  return { outcome, texts, profiles };
}

describe('a profile', () => {
  it('is on by its hours while nobody switched one on', () => {
    expect(judged()).toEqual({
      outcome: 'alarm',
      texts: [
        'Person 90 · profile not away, home → quiet',
        'Person 90 ≥ 50 · profile night → alarm',
      ],
      profiles: { on: ['night'] },
    });
  });

  it('by hand replaces those that are on by their hours', () => {
    const until = '2026-11-20T22:45:00.000Z';
    expect(judged({ profile: 'away', until })).toEqual({
      outcome: 'alarm',
      texts: [
        'Person 90 · profile not night (away by hand until 23:45) → quiet',
        'Person 90 ≥ 50 · profile away (by hand until 23:45) → alarm',
      ],
      profiles: { on: ['away'], byHand: { profile: 'away', until } },
    });
  });

  it.each([
    [{}, 'by hand'],
    [{ until: '2026-11-21T05:00:00.000Z' }, 'by hand until 2026-11-21 06:00'],
  ])('by hand with %j says %s', (more, text) => {
    expect(judged({ profile: 'home', ...more }).texts).toContain(
      `Person 90 ≥ 50 · profile home (${text}) → alarm`,
    );
  });

  it('that the rules do not know any more switches nothing off', () => {
    expect(judged({ profile: 'gone' })).toEqual(judged());
  });

  it('is not recorded where no rule asks for one', () => {
    const rules = { ...file, rules: [{ labels: 'Person' }] };
    const byHand = { profile: 'away' };
    expect(judge(rules, [label('Person')], { byHand })).not.toHaveProperty('profiles');
  });
});
