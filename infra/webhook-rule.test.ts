import { describe, expect, it } from 'vitest';
import { eventExamples } from '../contracts/event-example.ts';
import { eventSource } from '../contracts/image-event.ts';
import { matchesPattern } from '../contracts/match-pattern.ts';
import { webhookRule } from './webhook-rule.ts';

const { detail } = eventExamples.AlertRaised;

function eventOf(more: Partial<typeof detail> = {}) {
  return { source: eventSource, 'detail-type': 'AlertRaised', detail: { ...detail, ...more } };
}

describe("a webhook's rule", () => {
  it.each([
    [{}, {}, true],
    [{ kinds: ['alarm', 'digest'] }, { kind: 'digest' }, true],
    [{ kinds: ['alarm', 'digest'] }, { kind: 'camera' }, false],
    [{ severities: ['critical'] }, { severity: 'alarm' }, false],
    [{ severities: ['critical'] }, { severity: 'critical' }, true],
    [{ cameras: ['door'] }, { camera: 'garden' }, false],
    [{ cameras: ['door'], kinds: ['alarm'] }, { camera: 'door', kind: 'alarm' }, true],
    [{ cameras: ['door'], kinds: ['alarm'] }, { camera: 'door', kind: 'test' }, false],
  ] as const)('of %j hears of %j: %s', (filters, alert, heard) => {
    expect(matchesPattern(webhookRule(filters), eventOf(alert))).toBe(heard);
  });

  it('hears of nothing else', () => {
    const other = { ...eventOf(), 'detail-type': 'ImageClassified' };
    expect(matchesPattern(webhookRule({}), other)).toBe(false);
  });
});
