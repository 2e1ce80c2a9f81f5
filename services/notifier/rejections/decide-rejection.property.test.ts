import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noRejections, type RejectionNotice } from '../../../contracts/camera-rejections.ts';
import { eventExamples } from '../../../contracts/event-example.ts';
import { decideRejection, markNoticeSent, takeWaiting } from './decide-rejection.ts';

const start = Date.parse('2026-11-20T14:00:00.000Z');
const example = eventExamples.ImageRejected.detail;

/** Minutes at which pictures arrive; some arrive twice. */
const arrivals = fc.array(
  fc.record({
    at: fc.integer({ min: 0, max: 600 }),
    image: fc.integer({ min: 0, max: 30 }),
    reason: fc.constantFrom('truncated', 'empty', 'too-small'),
  }),
  { maxLength: 60 },
);

type Arrival = typeof arrivals extends fc.Arbitrary<readonly (infer One)[]> ? One : never;

/** A notifier whose every step succeeds; who is woken may be forgotten. */
function run(all: readonly Arrival[], restMinutes: number, losesTimers: boolean) {
  let state = noRejections;
  const notices: RejectionNotice[] = [];
  const timers: { at: number; openedBy: string }[] = [];
  for (const arrival of all.toSorted((a, b) => a.at - b.at)) {
    wakeUntil(arrival.at);
    const { at, image: n, reason } = arrival;
    const image = { ...example, imageId: `p${n}`, reason };
    const now = new Date(start + at * 60_000);
    settle(decideRejection(state, image, { restMinutes, now }));
  }
  wakeUntil(Number.POSITIVE_INFINITY);
  return { state, notices };

  function wakeUntil(minutes: number): void {
    for (;;) {
      const due = timers.toSorted((a, b) => a.at - b.at)[0];
      if (due === undefined || due.at > minutes) return;
      timers.splice(timers.indexOf(due), 1);
      const now = new Date(start + due.at * 60_000);
      settle(takeWaiting(state, due.openedBy, { restMinutes, now }));
    }
  }

  function settle({ state: next, action }: ReturnType<typeof decideRejection>): void {
    state = next;
    if (action.kind === 'wait' && !losesTimers) {
      const { dueAt, openedBy } = action.waiting;
      timers.push({ at: (Date.parse(dueAt) - start) / 60_000, openedBy });
    }
    if (action.kind !== 'tell') return;
    notices.push(action.notice);
    state = markNoticeSent(state, action.notice.number);
  }
}

function total(notices: readonly Pick<RejectionNotice, 'counts'>[]): number {
  return notices.flatMap(({ counts }) => counts).reduce((sum, { count }) => sum + count, 0);
}

describe('telling of rejected pictures', () => {
  it('counts each picture in exactly one message, whatever comes twice', () => {
    fc.assert(
      fc.property(arrivals, fc.constantFrom(0, 1, 60, 300), (all, restMinutes) => {
        const { state, notices } = run(all, restMinutes, false);
        expect(state.waiting).toBeUndefined();
        expect(total(notices)).toBe(new Set(all.map(({ image }) => image)).size);
      }),
    );
  });

  it('never tells twice within the time that the owner wants between', () => {
    fc.assert(
      fc.property(arrivals, fc.constantFrom(1, 60, 300), (all, restMinutes) => {
        const times = run(all, restMinutes, false).notices.map(({ at }) => Date.parse(at));
        for (const [index, time] of times.entries()) {
          if (index > 0)
            expect(time - (times[index - 1] ?? 0)).toBeGreaterThanOrEqual(restMinutes * 60_000);
        }
      }),
    );
  });

  it('loses none with its wake-ups: what waits is told with the next', () => {
    fc.assert(
      fc.property(arrivals, (all) => {
        const { state, notices } = run(all, 60, true);
        const waiting = state.waiting === undefined ? [] : [state.waiting];
        expect(total([...notices, ...waiting])).toBe(new Set(all.map(({ image }) => image)).size);
      }),
    );
  });

  it('does not grow without end', () => {
    let state = noRejections;
    for (let n = 0; n < 1200; n += 1) {
      const image = { ...example, imageId: `p${n}` };
      const now = new Date(start + n * 1000);
      const decided = decideRejection(state, image, { restMinutes: 1, now });
      state = decided.state;
      if (decided.action.kind === 'tell') {
        state = markNoticeSent(state, decided.action.notice.number);
      }
    }
    expect(state.pictures.length).toBeLessThanOrEqual(1001);
    expect(state.notices.length).toBeLessThanOrEqual(11);
  });
});
