import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BoundingBox } from '../../../contracts/label.ts';
import { boxOverlap } from './box-overlap.ts';
import { minutesAfterTwo, placeAt, thing, watch } from './repeats-under-test.ts';

const file = { rules: [{ labels: ['Car', 'Dog', 'Cat'] }] };
const [usualIou, afterMinutes] = [0.8, 2];

// Places that are the same but for a trembling, that overlap half, and that are far apart.
const place = fc.constantFrom(0.1, 0.102, 0.11, 0.12, 0.15, 0.2, 0.5, 0.505, 0.6).map(placeAt);
const places = fc.uniqueArray(place, { maxLength: 3, selector: ({ left }) => left });
const picture = fc.record({ minutes: fc.nat({ max: 90 }), Car: places, Dog: places });
type Picture = {
  readonly minutes: number;
  readonly Car: BoundingBox[];
  readonly Dog: BoundingBox[];
};

const pictures = fc.array(picture, { maxLength: 12 });
const inOrder = pictures.map((all) => all.toSorted((a, b) => a.minutes - b.minutes));

function labelsOf({ Car, Dog }: Picture) {
  return [
    ...(Car.length > 0 ? [thing('Car', Car)] : []),
    ...(Dog.length > 0 ? [thing('Dog', Dog)] : []),
  ];
}

async function having(history: readonly Picture[]) {
  const camera = watch(file);
  for (const one of history) await camera.see(one.minutes, ...labelsOf(one));
  return camera;
}

describe('whatever a camera has seen, in whichever order', () => {
  it('a new label rings', async () => {
    await fc.assert(
      fc.asyncProperty(pictures, picture, place, async (history, last, box) => {
        const camera = await having(history);
        const judged = await camera.see(last.minutes, ...labelsOf(last), thing('Cat', [box]));
        expect(judged.matches.map(({ label }) => label)).toContain('Cat');
      }),
    );
  });

  it('what has moved rings', async () => {
    await fc.assert(
      fc.asyncProperty(pictures, picture, place, async (history, last, box) => {
        const before = history.flatMap(({ Car }) => Car);
        fc.pre(before.every((one) => boxOverlap(one, box) < usualIou));
        const camera = await having(history);
        const judged = await camera.see(
          last.minutes,
          thing('Car', [box]),
          ...labelsOf({ ...last, Car: [] }),
        );
        expect(judged.matches).toContainEqual(expect.objectContaining({ label: 'Car', box }));
      }),
    );
  });

  it('a second one rings, however close it is to the first', async () => {
    await fc.assert(
      fc.asyncProperty(place, place, fc.array(fc.nat({ max: 50 })), async (one, other, times) => {
        fc.pre(one.left !== other.left);
        const history = times.map((minutes) => ({ minutes, Car: [one], Dog: [] }));
        const camera = await having(history);
        const judged = await camera.see(51, thing('Car', [one, other]));
        expect(judged.outcome).toBe('alarm');
        expect(judged.repeats.length).toBeLessThan(2);
      }),
    );
  });

  it('keeps quiet only what was alarmed in two earlier pictures, far enough apart', async () => {
    await fc.assert(
      fc.asyncProperty(pictures, picture, async (history, last) => {
        const camera = await having(history);
        const { repeats } = await camera.see(last.minutes, ...labelsOf(last));
        for (const { label, box } of repeats) {
          // Both are at most a trembling from the first one's box.
          const times = history
            .filter((one) => one.minutes < last.minutes)
            .filter((one) =>
              (label === 'Car' ? one.Car : one.Dog).some((there) => boxOverlap(there, box) > 0.5),
            )
            .map(({ minutes }) => minutes);
          expect(Math.max(...times) - Math.min(...times)).toBeGreaterThanOrEqual(afterMinutes);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('a picture that comes again is answered the same', async () => {
    await fc.assert(
      fc.asyncProperty(inOrder, async (history) => {
        const camera = watch(file);
        for (const one of history) {
          const first = await camera.see(one.minutes, ...labelsOf(one));
          const remembered = camera.seen();
          expect(await camera.see(one.minutes, ...labelsOf(one))).toEqual(first);
          expect(camera.seen()).toEqual(remembered);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('tells truly since when it has stood there', async () => {
    await fc.assert(
      fc.asyncProperty(inOrder, picture, async (history, last) => {
        const camera = await having(history);
        const { repeats } = await camera.see(91, ...labelsOf(last));
        for (const { label, box, since } of repeats) {
          const there = history
            .filter(({ minutes }) => minutesAfterTwo(minutes) === since)
            .flatMap((one) => (label === 'Car' ? one.Car : one.Dog));
          expect(there.some((one) => boxOverlap(one, box) >= usualIou)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });
});
