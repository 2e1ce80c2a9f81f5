import { describe, expect, it } from 'vitest';
import { eventExamples } from './event-example.ts';
import type { EventPattern } from './event-pattern.ts';
import type { EventDetail } from './image-event.ts';
import { matchesPattern } from './match-pattern.ts';

type Classified = EventPattern<EventDetail<'ImageClassified'>>;
type Rejected = EventPattern<EventDetail<'ImageRejected'>>;

const { detail: classified } = eventExamples.ImageClassified;
const { detail: rejected } = eventExamples.ImageRejected;

describe('EventPattern', () => {
  it('lets every kind of field be tested in every way that suits it', () => {
    const patterns: readonly Classified[] = [
      {},
      { outcome: ['alarm'] },
      { outcome: ['alarm', 'quiet'] },
      { outcome: [{ 'anything-but': 'quiet' }] },
      { outcome: [{ 'anything-but': ['quiet'] }] },
      { camera: ['garden', { prefix: 'gar' }, { suffix: 'den' }, { wildcard: 'g*n' }] },
      { camera: [{ 'equals-ignore-case': 'GARDEN' }] },
      { camera: [{ 'anything-but': { prefix: 'attic' } }] },
      { camera: [{ 'anything-but': { suffix: 'attic' } }] },
      { sizeBytes: [{ numeric: ['>', 0] }, 48211] },
      { sizeBytes: [{ numeric: ['>', 0, '<=', 1_000_000] }] },
      { motionEvent: [{ exists: true }] },
      { versionId: [{ exists: false }] },
      { topConfidence: [{ numeric: ['>=', 90] }] },
      { labelNames: ['Person', 'Dog'] },
      { matches: { rule: ['Person'], box: { left: [{ numeric: ['<', 0.5] }] } } },
      { labels: { aliases: ['Human'], instances: { confidence: [{ numeric: ['>', 90] }] } } },
    ];
    for (const pattern of patterns) {
      expect(matchesPattern(pattern, classified), JSON.stringify(pattern)).toBe(true);
    }
  });

  it('lets a reason be one of several', () => {
    const pattern: Rejected = { reason: ['truncated', 'empty', { prefix: 'too-' }] };
    expect(matchesPattern(pattern, rejected)).toBe(true);
    expect(matchesPattern(pattern, { ...rejected, reason: 'unreadable' })).toBe(false);
  });

  it('does not compile with a misspelt field', () => {
    const patterns: readonly Classified[] = [
      // @ts-expect-error it is `outcome`
      { outcom: ['alarm'] },
      // @ts-expect-error no event says this
      { colour: ['red'] },
      // @ts-expect-error it is `rule`
      { matches: { rules: ['Person'] } },
      // @ts-expect-error only a rejected picture has a reason
      { reason: ['empty'] },
    ];
    for (const pattern of patterns) expect(matchesPattern(pattern, classified)).toBe(false);
  });

  it('does not compile with a value of the wrong type', () => {
    const patterns: readonly Classified[] = [
      // @ts-expect-error not an outcome
      { outcome: ['alarmed'] },
      // @ts-expect-error not an outcome either
      { outcome: ['quiet', 'alarmed'] },
      // @ts-expect-error a number, not text
      { sizeBytes: ['48211'] },
      // @ts-expect-error text, not a number
      { camera: [7] },
      // @ts-expect-error items are text
      { labelNames: [true] },
      // @ts-expect-error numbers have no prefix
      { sizeBytes: [{ prefix: '48' }] },
      // @ts-expect-error text has no order
      { labelNames: [{ exists: false }, { numeric: ['>', 1] }] },
    ];
    for (const pattern of patterns) expect(matchesPattern(pattern, classified)).toBe(false);
  });

  it('does not compile where EventBridge would refuse the rule', () => {
    const patterns = [
      // @ts-expect-error tests come in a list
      { outcome: 'alarm' } satisfies Classified,
      // @ts-expect-error no such test
      { camera: [{ prefx: 'gar' }] } satisfies Classified,
      // @ts-expect-error no such comparison
      { sizeBytes: [{ numeric: ['!=', 1] }] } satisfies Classified,
      // @ts-expect-error compares with numbers
      { sizeBytes: [{ numeric: ['>', '1'] }] } satisfies Classified,
    ];
    for (const pattern of patterns) {
      expect(() => matchesPattern(pattern, classified), JSON.stringify(pattern)).toThrow(TypeError);
    }
  });
});
