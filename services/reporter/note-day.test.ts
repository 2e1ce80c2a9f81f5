import { describe, expect, it } from 'vitest';
import type { ReporterNotes, UploaderCounts } from '../../contracts/reporter-notes.ts';
import { beginDay } from './note-day.ts';

const messages = { rang: 3, held: 9 };

function counts(sent: number, leftOut: number, more: Partial<UploaderCounts> = {}): UploaderCounts {
  return { camera: 'garden', sent, leftOut, dropped: 0, refused: 0, ...more };
}

function notesOf(day: string, ...uploaders: readonly UploaderCounts[]): ReporterNotes {
  return { schemaVersion: 1, toldOn: '2026-11-19', began: { day, uploaders: [...uploaders] } };
}

function begin(before: ReporterNotes, ...uploaders: readonly UploaderCounts[]): ReporterNotes {
  const days = { today: '2026-11-20', yesterday: '2026-11-19' };
  return beginDay(before, { ...days, uploaders, messages });
}

describe('the notes when a day begins', () => {
  it('say what the uploaders did not send on the day before', () => {
    const notes = begin(
      notesOf('2026-11-19', counts(10, 4, { dropped: 1 })),
      counts(25, 11, { dropped: 1, refused: 2 }),
    );
    expect(notes.ended).toEqual({
      day: '2026-11-19',
      uploaders: [{ camera: 'garden', leftOut: 7, dropped: 0, refused: 2 }],
      ...messages,
    });
    expect(notes.began).toMatchObject({ day: '2026-11-20', uploaders: [{ leftOut: 11 }] });
    expect(notes.toldOn).toBe('2026-11-19');
  });

  it('count from nought when the uploader was started anew', () => {
    const notes = begin(notesOf('2026-11-19', counts(10, 4)), counts(3, 5));
    expect(notes.ended?.uploaders).toMatchObject([{ leftOut: 5 }]);
  });

  it('say nothing of a camera that is new, or of days when nobody looked', () => {
    expect(begin(notesOf('2026-11-19'), counts(25, 11)).ended?.uploaders).toEqual([]);
    const longAgo = notesOf('2026-11-17', counts(10, 4));
    expect(begin(longAgo, counts(25, 11)).ended?.uploaders).toEqual([]);
  });

  it('stay as they are when somebody was first', () => {
    const before = notesOf('2026-11-20', counts(25, 11));
    expect(begin(before, counts(26, 12))).toBe(before);
  });
});
