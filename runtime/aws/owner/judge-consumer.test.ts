import { describe, expect, it } from 'vitest';
import { judgeFunction, judgeMapping, judgeRules } from './judge-consumer.ts';

const place = { name: 'mover', bus: 'intellicam-home', region: 'eu-west-1' };
const active = { state: 'Active', reason: undefined, updateFailure: undefined };

describe('a consumer', () => {
  it.each([
    [active, 'ok'],
    [{ ...active, state: 'Pending' }, 'warning'],
    [{ ...active, state: 'Inactive' }, 'warning'],
    [{ ...active, state: 'Failed', reason: 'The key is gone.' }, 'problem'],
    [{ ...active, updateFailure: 'The role is gone' }, 'problem'],
    [undefined, 'problem'],
  ])('whose function is %j is %s', (found, state) => {
    expect(judgeFunction('mover', 'intellicam-home-mover', found).state).toBe(state);
  });

  it.each([
    ['Enabled', 'ok'],
    ['Enabling', 'warning'],
    ['Updating', 'warning'],
    ['Disabling', 'problem'],
    ['Disabled', 'problem'],
  ])('whose queue is %s for it is %s', (state, expected) => {
    expect(judgeMapping(place, { id: 'u-1', state }).state).toBe(expected);
  });

  it('that was switched off can be switched on by a command', () => {
    expect(judgeMapping(place, { id: 'u-1', state: 'Disabled' }).todo).toContain(
      'aws lambda update-event-source-mapping --uuid u-1 --enabled --region eu-west-1',
    );
    const off = [{ name: 'intellicam-home-mover', bus: place.bus, enabled: false }];
    expect(judgeRules(place, off)).toMatchObject({
      state: 'problem',
      todo: expect.stringContaining(
        '--name intellicam-home-mover --event-bus-name intellicam-home',
      ),
    });
  });

  it('that the clock wakes is told apart from those of the bus', () => {
    const rule = { name: 'intellicam-home-watchman', bus: 'default', enabled: true };
    expect(judgeRules(place, [rule])).toMatchObject({ state: 'ok', found: 'The clock wakes it.' });
    expect(judgeRules(place, [{ ...rule, enabled: false }])).toMatchObject({
      state: 'problem',
      found: expect.stringContaining('nothing wakes it'),
      todo: expect.stringContaining('--name intellicam-home-watchman --event-bus-name default'),
    });
  });

  it('that no rule or no queue feeds is a problem', () => {
    expect(judgeRules(place, []).state).toBe('problem');
    expect(judgeMapping(place, undefined).state).toBe('problem');
    expect(judgeRules(place, [{ name: 'a', bus: place.bus, enabled: true }]).state).toBe('ok');
  });
});
