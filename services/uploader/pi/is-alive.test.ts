import { describe, expect, it } from 'vitest';
import type { UploaderHealth } from '../uploader.ts';
import { isAlive, type Progress } from './is-alive.ts';

const now = new Date('2026-11-20T13:00:00.000Z');
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);

const camera = {
  backlogPictures: 3,
  backlogBytes: 300,
  sent: 0,
  leftOut: 0,
  dropped: 0,
  refused: 0,
};
const sending: UploaderHealth = { cameras: { garden: camera }, state: 'sending' };
const progress: Progress = {
  startedAt: ago(10_000),
  scanned: true,
  oldestRequestAt: undefined,
  lastRequestEndAt: ago(5_000),
};

describe('an uploader is alive', () => {
  it('when nothing has come for hours', () => {
    expect(isAlive(sending, progress, now)).toBe(true);
  });

  it('while a request lasts, and not when one hangs beyond its time-out', () => {
    expect(isAlive(sending, { ...progress, oldestRequestAt: ago(170) }, now)).toBe(true);
    expect(isAlive(sending, { ...progress, oldestRequestAt: ago(190) }, now)).toBe(false);
  });

  it('while it looks through its folders, and not when that never ends', () => {
    const scanning = { ...progress, scanned: false, lastRequestEndAt: undefined };
    expect(isAlive(sending, { ...scanning, startedAt: ago(1_700) }, now)).toBe(true);
    expect(isAlive(sending, { ...scanning, startedAt: ago(1_900) }, now)).toBe(false);
    expect(isAlive(sending, { ...scanning, lastRequestEndAt: ago(60) }, now)).toBe(true);
  });

  it('while it waits for the next attempt, and not when that is long overdue', () => {
    const waiting = { ...sending, state: 'waiting' } as const;
    expect(isAlive({ ...waiting, nextAttemptAt: ago(-200) }, progress, now)).toBe(true);
    expect(isAlive({ ...waiting, nextAttemptAt: ago(200) }, progress, now)).toBe(true);
    expect(isAlive({ ...waiting, nextAttemptAt: ago(400) }, progress, now)).toBe(false);
    const nothing = { garden: { ...camera, backlogPictures: 0 } };
    const empty = { ...waiting, cameras: nothing, nextAttemptAt: ago(400) };
    expect(isAlive(empty, progress, now)).toBe(true);
  });
});
