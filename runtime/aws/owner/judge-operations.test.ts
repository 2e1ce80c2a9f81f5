import { describe, expect, it } from 'vitest';
import { judgeOperations } from './judge-operations.ts';

const place = { stage: 'home', region: 'eu-west-1' };
const alarm = (name: string, rings: boolean) => ({
  ...{ name: `intellicam-home-${name}`, description: 'What is lost.', rings },
  since: '2026-11-20T13:02:11.000Z',
});

describe('judgeOperations', () => {
  it('repeats what the alarms that ring say', () => {
    const findings = judgeOperations([alarm('undelivered', true), alarm('events', false)], place);
    expect(findings).toMatchObject([
      {
        state: 'problem',
        found: 'intellicam-home-undelivered rings since 2026-11-20 13:02 UTC. What is lost.',
        todo: expect.stringContaining('--alarm-name intellicam-home-undelivered'),
      },
    ]);
  });

  it('only warns of money', () => {
    expect(judgeOperations([alarm('spend', true)], place)).toMatchObject([{ state: 'warning' }]);
  });

  it('is content when none rings, but not when there is none', () => {
    expect(judgeOperations([alarm('spend', false)], place)).toMatchObject([{ state: 'ok' }]);
    expect(judgeOperations([], place)).toMatchObject([{ state: 'problem' }]);
  });
});
