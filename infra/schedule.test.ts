import { describe, expect, it } from 'vitest';
import { scheduleExpression } from './schedule.ts';

describe('the schedule of a consumer', () => {
  it.each([
    [1, 'rate(1 minute)'],
    [5, 'rate(5 minutes)'],
  ])('of every %i minutes is %s', (everyMinutes, expression) => {
    expect(scheduleExpression({ listensTo: 'clock', everyMinutes })).toBe(expression);
  });

  it('is none for whoever the clock does not wake', () => {
    expect(scheduleExpression({ listensTo: 'uploads' })).toBeUndefined();
    expect(scheduleExpression({ listensTo: ['ImageClassified'] })).toBeUndefined();
  });
});
