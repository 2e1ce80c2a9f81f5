import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupVisits, type Visit } from './group-visits.ts';
import { type ListedEntry, sortEntries } from './select-entries.ts';

function entry(second: number, changes: Partial<ListedEntry> = {}): ListedEntry {
  const imageId = `${changes.camera ?? 'garden'}-${second}`;
  return {
    imageId,
    camera: 'garden',
    capturedAt: new Date(Date.UTC(2026, 10, 20, 13, 0, second)).toISOString(),
    outcome: 'quiet',
    hour: '13',
    key: `${imageId}.jpg`,
    recordKey: `${imageId}.json`,
    labels: [],
    ...changes,
  };
}

function seen(confidence: number, alarm: boolean): Partial<ListedEntry> {
  return {
    outcome: alarm ? 'alarm' : 'quiet',
    labels: [{ name: 'Person', confidence, alarm }],
  };
}

const secondsOf = ({ entries }: Visit) => entries.map(({ imageId }) => imageId.split('-')[1]);

describe('groupVisits', () => {
  it('puts pictures together that are at most a minute apart', () => {
    const visits = groupVisits([entry(121), entry(60), entry(0)]);
    expect(visits.map(secondsOf)).toEqual([['121'], ['60', '0']]);
  });

  it('puts pictures of one motion event together, however far apart', () => {
    const event = { motionEvent: 'm-7' };
    expect(groupVisits([entry(600, event), entry(0, event)])).toHaveLength(1);
    expect(groupVisits([entry(600, event), entry(0, { motionEvent: 'm-6' })])).toHaveLength(2);
  });

  it('keeps cameras apart, though their pictures come by turns', () => {
    const door = { camera: 'door' };
    const visits = groupVisits([entry(3), entry(2, door), entry(1), entry(0, door)]);
    expect(visits.map(({ best }) => best.camera)).toEqual(['garden', 'door']);
    expect(visits.map(secondsOf)).toEqual([
      ['3', '1'],
      ['2', '0'],
    ]);
  });

  it('shows the surest of what rang, and else of what was seen', () => {
    const [alarm] = groupVisits([
      entry(3, seen(99, false)),
      entry(2, seen(60, true)),
      entry(1, seen(80, true)),
    ]);
    expect(alarm?.best.imageId).toBe('garden-1');
    expect(groupVisits([entry(1, seen(20, false)), entry(0, seen(30, false))])[0]?.best).toEqual(
      entry(0, seen(30, false)),
    );
  });

  it('keeps its name while pictures are added to it', () => {
    const [before] = groupVisits([entry(0)]);
    expect(groupVisits([entry(40), entry(0)])[0]?.id).toBe(before?.id);
  });

  it('loses no picture, names none twice, and keeps their order', () => {
    const taken = fc.tuple(fc.nat(2_000), fc.constantFrom('garden', 'door'));
    fc.assert(
      fc.property(fc.uniqueArray(taken, { selector: String }), (all) => {
        const entries = sortEntries(all.map(([second, camera]) => entry(second, { camera })));
        const visits = groupVisits(entries);
        expect(sortEntries(visits.flatMap((visit) => visit.entries))).toEqual(entries);
        expect(visits.map((visit) => visit.entries[0])).toEqual(
          sortEntries(visits.flatMap((visit) => visit.entries.slice(0, 1))),
        );
        expect(new Set(visits.map(({ id }) => id)).size).toBe(visits.length);
      }),
    );
  });
});
