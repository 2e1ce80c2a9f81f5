import { describe, expect, it } from 'vitest';
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
    const { sections, order } = arrangeEntries(entries, { camera: undefined, outcome: 'all' });
    expect(sections.map(({ outcome }) => outcome)).toEqual(['alarm', 'quiet']);
    expect(ids(order)).toEqual(['b', 'a', 'c']);
  });

  it('keeps a place for alarms though there are none', () => {
    const { sections, counts } = arrangeEntries(entries, { camera: 'door', outcome: 'all' });
    expect(sections).toMatchObject([{ outcome: 'alarm', entries: [] }, { outcome: 'quiet' }]);
    expect(counts).toEqual({ all: 1, alarm: 0, quiet: 1, rejected: 0 });
  });

  it('shows what was asked for, be it nothing', () => {
    const { sections, order } = arrangeEntries(entries, { camera: undefined, outcome: 'rejected' });
    expect(sections).toEqual([{ outcome: 'rejected', entries: [] }]);
    expect(order).toEqual([]);
  });
});
