import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CameraIncidents } from '../../../contracts/camera-incidents.ts';
import { severities } from '../../../contracts/severity.ts';
import {
  defaultNotificationPolicy,
  type NotificationPolicy,
} from '../../../runtime/notification-policy.ts';
import { type Arrival, notifier, seen } from '../../../test/incidents/notified.ts';

const hour = 3600;

/** Visits with labels of their own, an hour apart; within one no gap is longer than a minute. */
const visits = fc.array(
  fc.array(fc.record({ gap: fc.nat({ max: 60 }), severity: fc.constantFrom(...severities) }), {
    minLength: 1,
    maxLength: 8,
  }),
  { minLength: 1, maxLength: 4 },
);

function picturesOf(
  groups: readonly (readonly { gap: number; severity: 'info' | 'alarm' | 'critical' }[])[],
) {
  return groups.map((group, v) => {
    let at = v * hour;
    return group.map(({ gap, severity }, n) => {
      at += gap;
      return seen(`v${v}-p${n}`, at, { severity, labels: [`Label ${v}`] });
    });
  });
}

/** Pictures that come late, early, twice and in any order, from hours of coming and going. */
const arrivals: fc.Arbitrary<readonly Arrival[]> = fc
  .array(
    fc.record({
      capturedAt: fc.nat({ max: 3 * hour }),
      delay: fc.oneof(fc.nat({ max: 10 }), fc.nat({ max: 2 * hour })),
      label: fc.constantFrom('Person', 'Car', 'Dog'),
      severity: fc.constantFrom(...severities),
      motionEvent: fc.option(fc.constantFrom('e1', 'e2'), { nil: undefined }),
      copies: fc.integer({ min: 1, max: 2 }),
    }),
    { maxLength: 60 },
  )
  .map((all) =>
    all
      .flatMap(({ capturedAt, delay, label, severity, motionEvent, copies }, n) => {
        const event = motionEvent === undefined ? {} : { motionEvent };
        const picture = seen(`p${n}`, capturedAt, { labels: [label], severity, ...event });
        return Array.from({ length: copies }, (_, copy) => ({
          at: capturedAt + delay + copy * 700,
          picture,
        }));
      })
      .toSorted((a, b) => a.at - b.at),
  );

const policies: fc.Arbitrary<NotificationPolicy> = fc.record({
  cooldownSeconds: fc.constantFrom(0, 1, 60, 300, 1800),
  cooldown: fc.constantFrom('interval', 'idle'),
  visitGapSeconds: fc.constantFrom(1, 60, 600),
  perHour: fc.integer({ min: 1, max: 5 }),
  perDay: fc.integer({ min: 1, max: 8 }),
  lateAfterMinutes: fc.constantFrom(1, 60),
  rejectedMinutes: fc.constant(60),
  summaryHour: fc.constant('off'),
  clock: fc.constant('arrival'),
});

function partition({ incidents }: CameraIncidents): readonly (readonly string[])[] {
  return incidents
    .map(({ pictures }) => pictures.map(({ imageId }) => imageId).toSorted())
    .toSorted();
}

describe('whatever order the pictures arrive in', () => {
  const inAnyOrder = visits.chain((groups) => {
    const pictures = picturesOf(groups);
    const all = pictures.flat();
    const order = fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length });
    return fc.record({ pictures: fc.constant(pictures), order });
  });
  const policy = { ...defaultNotificationPolicy, lateAfterMinutes: 24 * 60 };

  it('the same pictures are one visit, and each visit rings, for more only when it gets worse', () => {
    fc.assert(
      fc.property(inAnyOrder, ({ pictures, order }) => {
        const { arrive, notified } = notifier(policy);
        for (const picture of order) arrive(6 * hour, picture);
        const { state, rings } = notified();
        const ids = pictures.map((visit) => visit.map(({ imageId }) => imageId).toSorted());
        expect(partition(state)).toEqual(ids.toSorted());
        for (const visit of pictures) {
          const rang = rings
            .map(({ imageId }) => visit.find((picture) => picture.imageId === imageId)?.severity)
            .filter((severity) => severity !== undefined);
          const ranks = rang.map((severity) => severities.indexOf(severity));
          expect(ranks.length).toBeGreaterThan(0);
          // Each ring is worse than the last, and the worst of all has rung.
          expect(ranks).toEqual([...new Set(ranks)].toSorted());
          const worst = Math.max(...visit.map(({ severity }) => severities.indexOf(severity)));
          expect(ranks.at(-1)).toBe(worst);
        }
      }),
    );
  });
});

describe('whatever happens', () => {
  it('every picture rings, is in one digest, or waits for the next; and the caps hold', () => {
    fc.assert(
      fc.property(arrivals, policies, (all, policy) => {
        const { arrive, until, notified } = notifier(policy);
        for (const { at, picture } of all) arrive(at, picture);
        until(24 * hour);
        const { state, rings, digests } = notified();
        const waiting = state.incidents
          .flatMap(({ pictures }) => pictures)
          .filter(({ delivery: d }) => d.state === 'held' && d.digest === undefined);
        const told = [
          ...rings.map(({ imageId }) => imageId),
          ...digests.flatMap(({ facts }) => facts.pictures.map(({ imageId }) => imageId)),
          ...waiting.map(({ imageId }) => imageId),
        ];
        const ids = new Set(all.map(({ picture }) => picture.imageId));
        expect(told.toSorted()).toEqual([...ids].toSorted());
        // Only what is late waits: somebody is woken for all else.
        for (const { delivery } of waiting) expect(delivery).toMatchObject({ reason: 'late' });
        for (const { at } of rings) {
          const inHour = rings.filter((ring) => ring.at <= at && ring.at > at - hour);
          expect(inHour.length).toBeLessThanOrEqual(policy.perHour);
        }
        expect(rings.length).toBeLessThanOrEqual(policy.perDay);
      }),
      { numRuns: 300 },
    );
  });

  it('the same picture again changes nothing and gets the same answer', () => {
    fc.assert(
      fc.property(arrivals, policies, (all, policy) => {
        const { arrive, notified } = notifier(policy);
        for (const { at, picture } of all) {
          const first = arrive(at, picture);
          const { state, rings } = notified();
          const count = rings.length;
          const again = arrive(at, picture);
          expect(again.kind).toBe(first.kind === 'ring' ? 'told' : first.kind);
          if (first.kind === 'hold') expect(again).toMatchObject({ reason: first.reason });
          expect(notified().state).toEqual(state);
          expect(rings).toHaveLength(count);
        }
      }),
    );
  });

  it('no two rings of one label come within its cooldown, unless it got worse', () => {
    fc.assert(
      fc.property(arrivals, (all) => {
        const policy = { ...defaultNotificationPolicy, perHour: 0, perDay: 0 };
        const { arrive, notified } = notifier(policy);
        for (const { at, picture } of all) arrive(at, picture);
        const byId = new Map(all.map(({ picture }) => [picture.imageId, picture]));
        const rang = notified().rings.map(({ at, imageId }) => ({ at, ...byId.get(imageId) }));
        for (const [index, ring] of rang.entries()) {
          const before = rang
            .slice(0, index)
            .findLast(({ labels }) => labels?.[0] === ring.labels?.[0]);
          if (before === undefined || ring.at - before.at >= policy.cooldownSeconds) continue;
          const ranks = [before, ring].map(({ severity }) =>
            severities.indexOf(severity ?? 'info'),
          );
          expect(ranks[1]).toBeGreaterThan(ranks[0] ?? 0);
        }
      }),
    );
  });
});

it('after a day nothing of it is left but what waits to be told', () => {
  const { arrive, notified } = notifier(defaultNotificationPolicy);
  arrive(0, seen('a', 0));
  arrive(30 * hour, seen('b', 30 * hour));
  expect(partition(notified().state)).toEqual([['b']]);
  expect(notified().state.rings).toHaveLength(2);
});
