import { expect, it } from 'vitest';
import { judgedEntries } from './judged-entries.ts';
import type { ListedEntry } from './select-entries.ts';

const entry: ListedEntry = {
  imageId: 'a',
  camera: 'garden',
  capturedAt: '2026-11-20T13:02:11.000Z',
  outcome: 'alarm',
  hour: '13',
  key: 'a.jpg',
  recordKey: 'a.json',
  labels: [],
};
const right = { verdict: 'right', givenAt: '2026-11-20T14:00:00.000Z' } as const;
const later = { verdict: 'none', givenAt: '2026-11-20T14:00:01.000Z' } as const;

it('shows what was said before the index knows, whatever the clocks say', () => {
  expect(judgedEntries([entry], new Map([['a', right]]))).toEqual([{ ...entry, judgement: right }]);
  const listed = { ...entry, judgement: right };
  expect(judgedEntries([listed], new Map([['a', later]]))).toMatchObject([{ judgement: later }]);
  const listedLater = { ...entry, judgement: later };
  expect(judgedEntries([listedLater], new Map([['a', right]]))).toEqual([listed]);
});

it('gives back the very same entries while nothing was said', () => {
  const entries = [entry];
  expect(judgedEntries(entries, new Map())).toBe(entries);
});
