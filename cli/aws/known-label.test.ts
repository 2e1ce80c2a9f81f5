import { describe, expect, it } from 'vitest';
import { knownLabel } from './known-label.ts';

describe('knownLabel', () => {
  it.each([
    ['Person', 'Person'],
    ['person', 'Person'],
    ['Human', 'Person'],
    ['sofa', 'Couch'],
    ['VEHICLE', 'Vehicle'],
    ['tv', 'TV'],
    ['computer', 'Computer'],
  ])('takes %s for %s', (written, label) => {
    expect(knownLabel(written)).toEqual({ label });
  });

  it('keeps what it does not know, and says what may have been meant', () => {
    const { label, warning } = knownLabel('Persn');
    expect(label).toBe('Persn');
    expect(warning).toContain('no label Persn; did you mean Person?');
    expect(knownLabel('Hippopotamus').warning).not.toContain('did you mean');
  });
});
