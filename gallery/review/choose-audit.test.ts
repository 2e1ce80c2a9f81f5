import { describe, expect, it } from 'vitest';
import type { ListedEntry } from '../select-entries.ts';
import { chooseAudit } from './choose-audit.ts';

const day = '2026-11-20';

function quiet(minute: number, changes: Partial<ListedEntry> = {}): ListedEntry {
  return {
    imageId: `q${minute}`,
    camera: 'garden',
    capturedAt: new Date(Date.UTC(2026, 10, 20, 0, minute)).toISOString(),
    outcome: 'quiet',
    hour: '13',
    key: 'a.jpg',
    recordKey: 'a.json',
    labels: [],
    ...changes,
  };
}

const seen = (name: string, confidence: number, alarm = false) => ({
  labels: [{ name, confidence, alarm }],
});
/** Far apart, so that none are one visit. */
const many = Array.from({ length: 50 }, (_, index) => quiet(index * 5));
const idsOf = (entries: readonly ListedEntry[], of = day) =>
  chooseAudit(entries, of).map(({ entry }) => entry.imageId);

describe('chooseAudit', () => {
  it('chooses twelve, the same for the same day, others for another', () => {
    expect(idsOf(many)).toHaveLength(12);
    expect(idsOf(many.toReversed())).toEqual(idsOf(many));
    expect(idsOf(many, '2026-11-21')).not.toEqual(idsOf(many));
  });

  it('begins with what was nearly sure enough, the surest first', () => {
    const nearly = [50, 44, 60, 31, 48].map((sure, at) => quiet(1_000 + at, seen('Person', sure)));
    const audit = chooseAudit([...many, ...nearly], day);
    expect(audit.slice(0, 4).map(({ entry }) => entry.imageId)).toEqual([
      'q1002',
      'q1000',
      'q1004',
      'q1001',
    ]);
    expect(audit.filter(({ reason }) => reason === 'nearly')).toHaveLength(4);
  });

  it('takes a picture from the middle of long visits', () => {
    const visit = Array.from({ length: 5 }, (_, at) => quiet(2_000 - at));
    expect(chooseAudit([...visit, ...many], day)[0]).toMatchObject({
      ...{ reason: 'busy', entry: { imageId: 'q1998' } },
    });
  });

  it('takes of each visit the picture in which most moved, the largest area first', () => {
    const moved = [300, 900, 500].map((movedPixels, at) => quiet(2_000 + at * 10, { movedPixels }));
    const visit = [80, 1_200, 7].map((movedPixels, at) => quiet(3_000 - at, { movedPixels }));
    const still = Array.from({ length: 5 }, (_, at) => quiet(4_000 - at));
    const audit = chooseAudit([...still, ...visit, ...moved, ...many], day);
    const busy = audit.filter(({ reason }) => reason === 'busy');
    expect(busy.map(({ entry }) => entry.imageId)).toEqual(['q2999', 'q2010', 'q2020']);
  });

  it('lets the cameras take turns, also those that know nothing of motion', () => {
    const large = [9_000, 8_000, 7_000].map((movedPixels, at) =>
      quiet(2_000 + at * 10, { movedPixels }),
    );
    const small = quiet(3_000, { movedPixels: 20, camera: 'gate' });
    const long = Array.from({ length: 3 }, (_, at) => quiet(4_000 - at, { camera: 'yard' }));
    const audit = chooseAudit([...long, small, ...large, ...many], day);
    const busy = audit.filter(({ reason }) => reason === 'busy');
    expect(busy.map(({ entry }) => entry.imageId)).toEqual(['q2000', 'q3000', 'q3999']);
  });

  it('takes the labels that rang that day for those that may ring', () => {
    const rang = quiet(2_000, { ...seen('Parcel', 90, true), outcome: 'alarm' });
    const [first] = chooseAudit([...many, quiet(3_000, seen('Parcel', 40)), rang], day);
    expect(first).toMatchObject({ reason: 'nearly', entry: { imageId: 'q3000' } });
    expect(chooseAudit([...many, quiet(3_000, seen('Tree', 99))], day)[0]?.reason).toBe('random');
  });

  it('takes every picture once, and all where there are few', () => {
    const few = many.slice(0, 5);
    expect(new Set(idsOf(few))).toEqual(new Set(few.map(({ imageId }) => imageId)));
    expect(new Set(idsOf(many)).size).toBe(12);
    expect(chooseAudit([], day)).toEqual([]);
  });
});
