import { describe, expect, it } from 'vitest';
import { noFilter } from './address.ts';
import { arrangeEntries } from './arrange-entries.ts';
import type { ListedEntry } from './select-entries.ts';

function entry(imageId: string, outcome: ListedEntry['outcome'], camera = 'garden'): ListedEntry {
  return {
    imageId,
    camera,
    outcome,
    capturedAt: '2026-11-20T13:02:11.000Z',
    hour: '13',
    key: `${imageId}.jpg`,
    recordKey: `${imageId}.json`,
    labels: [],
  };
}

const entries = [entry('a', 'quiet'), entry('b', 'alarm'), entry('c', 'quiet', 'door')];
const ids = (listed: readonly ListedEntry[]) => listed.map(({ imageId }) => imageId);

describe('arrangeEntries', () => {
  it('puts alarms before quiet pictures and leaves out what there is none of', () => {
    const { sections, order } = arrangeEntries(entries, noFilter);
    expect(sections.map(({ outcome }) => outcome)).toEqual(['alarm', 'quiet']);
    expect(ids(order)).toEqual(['b', 'a', 'c']);
  });

  it('counts pictures and shows visits', () => {
    const { sections, counts } = arrangeEntries([...entries, entry('d', 'quiet')], noFilter);
    expect(sections.map(({ count, visits }) => [count, visits.length])).toEqual([
      [1, 1],
      [3, 2],
    ]);
    expect(counts).toEqual({ all: 4, alarm: 1, quiet: 3, rejected: 0 });
  });

  it('keeps a place for alarms though there are none', () => {
    const { sections, counts } = arrangeEntries(entries, { ...noFilter, camera: 'door' });
    expect(sections).toMatchObject([{ outcome: 'alarm', visits: [] }, { outcome: 'quiet' }]);
    expect(counts).toEqual({ all: 1, alarm: 0, quiet: 1, rejected: 0 });
  });

  it('shows what was asked for, be it nothing', () => {
    const { sections, order } = arrangeEntries(entries, {
      ...noFilter,
      outcome: 'rejected',
    });
    expect(sections).toEqual([{ outcome: 'rejected', count: 0, visits: [] }]);
    expect(order).toEqual([]);
  });
});
