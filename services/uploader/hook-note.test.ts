import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseHookNote } from './hook-note.ts';

const noteOf = (...words: string[]) => parseHookNote(words.map((word) => `${word}\0`).join(''));

describe('parseHookNote', () => {
  it('reads the path and what Motion knows', () => {
    const path = `/var/lib/motion/it's "mine"\n.jpg`;
    const words = ['camera=garden gate', 'event=00007=1', 'type=1', 'area=1x2x3x4', 'changed=99'];
    expect(noteOf(path, ...words)).toEqual({
      path,
      kind: 'motion',
      camera: 'garden gate',
      event: '00007=1',
      motionArea: { centerX: 1, centerY: 2, width: 3, height: 4 },
    });
  });

  it('knows a snapshot, and what is no picture, by its type', () => {
    expect(noteOf('/a.jpg', 'type=2')?.kind).toBe('snapshot');
    expect(noteOf('/a.jpg', 'type=')?.kind).toBe('motion');
    for (const type of [4, 8, 16, 32]) {
      expect(noteOf('/a.jpg', `type=${type}`)?.kind).toBe('no-picture');
    }
  });

  it('takes nothing from empty and unknown words', () => {
    expect(noteOf('/a.jpg', 'camera=', 'event=', 'area=x', 'later=1', 'word', '')).toEqual({
      path: '/a.jpg',
      kind: 'motion',
    });
  });

  it('resolves dots, so that no path looks as if it lay elsewhere', () => {
    expect(noteOf('/var/lib/motion/../../../etc/passwd')?.path).toBe('/etc/passwd');
  });

  it('is no note without an absolute path', () => {
    for (const path of ['', 'a.jpg', './a.jpg']) expect(noteOf(path)).toBeUndefined();
    expect(parseHookNote('')).toBeUndefined();
  });

  it('gives back any words that it knows', () => {
    const word = fc.string({ minLength: 1 }).filter((text) => !text.includes('\0'));
    fc.assert(
      fc.property(word, word, (camera, event) => {
        expect(noteOf('/a', `camera=${camera}`, `event=${event}`)).toMatchObject({ camera, event });
      }),
    );
  });
});
