import { describe, expect, it } from 'vitest';
import { tellStatus } from './tell-status.ts';
import type { UploaderStatus } from './uploader-status.ts';

const now = new Date('2026-11-20T13:10:00.000Z');
const idle = { backlogPictures: 0, backlogBytes: 0, sent: 9, leftOut: 4, dropped: 0, refused: 0 };
const garden = { ...idle, lastPictureAt: '2026-11-20T13:08:00.000Z' };

function tell(changes: Partial<UploaderStatus>, running = true): readonly string[] {
  const status: UploaderStatus = {
    schemaVersion: 1,
    version: '0.1.0',
    pid: 7,
    startedAt: '2026-11-20T08:00:00.000Z',
    writtenAt: '2026-11-20T13:02:00.000Z',
    cameras: { garden },
    ...changes,
  };
  return tellStatus({ running, status }, now, 'Europe/Zurich');
}

describe('the status, in sentences', () => {
  it('says of each camera when it last took a picture, and what waits', () => {
    const gate = { ...idle, backlogPictures: 1, backlogBytes: 99_001 };
    expect(tell({ cameras: { garden, gate } })).toEqual([
      'garden: last picture 2 minutes ago, nothing waits.',
      'gate: no picture since the start, one picture waits (100 kB).',
    ]);
  });

  it('says that the network is away, since when, what waits and how it goes on', () => {
    const cameras = {
      garden: { ...garden, backlogPictures: 1_000, backlogBytes: 250_000_000 },
      gate: { ...garden, backlogPictures: 204, backlogBytes: 60_000_000 },
    };
    const trouble = {
      failure: 'unreachable',
      since: '2026-11-20T13:02:00.000Z',
      nextAttemptAt: '2026-11-20T13:10:40.000Z',
    } as const;
    expect(tell({ cameras, trouble })).toEqual([
      'The network is away since 14:02; 1,204 pictures wait (310 MB), the next attempt is in 40 seconds.',
    ]);
  });

  it('names the day of an outage that did not begin today, and what the store said', () => {
    const trouble = {
      failure: 'rights',
      since: '2026-11-18T22:59:00.000Z',
      lastError: 'send the picture: the certificate was revoked: enroll again.',
      nextAttemptAt: '2026-11-20T13:10:00.000Z',
    } as const;
    expect(tell({ trouble })).toEqual([
      "The store does not accept this camera's credentials since 18 November, 23:59 (send the picture: the certificate was revoked: enroll again); nothing waits, the next attempt is now.",
    ]);
  });

  it('tells what was lost', () => {
    expect(tell({ cameras: { garden: { ...garden, dropped: 1_200, refused: 1 } } })).toEqual([
      'garden: last picture 2 minutes ago, nothing waits.',
      'garden: 1,200 pictures dropped since the start, to keep the disk from filling.',
      'garden: one picture refused by the store, kept in .refused with the reason.',
    ]);
  });

  it('says plainly that the uploader does not run', () => {
    expect(tell({}, false)).toEqual([
      'The uploader does not run, its last word is of 14:02: nothing waits. Start it: sudo systemctl start intellicam-uploader',
    ]);
    expect(tellStatus({ running: false }, now)).toEqual([
      'The uploader does not run. Start it: sudo systemctl start intellicam-uploader; why it ended: journalctl -u intellicam-uploader',
    ]);
  });

  it.each([
    [1, 'just now'],
    [59, '59 seconds ago'],
    [100, '2 minutes ago'],
    [5_400, '90 minutes ago'],
    [86_400, '24 hours ago'],
    [604_800, '7 days ago'],
  ])('counts a time of %i seconds as people do', (seconds, told) => {
    const lastPictureAt = new Date(now.getTime() - seconds * 1000).toISOString();
    expect(tell({ cameras: { garden: { ...idle, lastPictureAt } } })[0]).toContain(told);
  });
});
