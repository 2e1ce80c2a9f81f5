import { describe, expect, it } from 'vitest';
import { type Mutes, muteOf, noMutes, withArming, withSnooze } from './mutes.ts';

const now = new Date('2026-11-20T13:00:00.000Z');
const minutes = (count: number) => new Date(now.getTime() + count * 60_000);
const snooze = (mutes: Mutes, camera: string | undefined, count: number) =>
  withSnooze(mutes, { camera, until: minutes(count) }, now);

describe('a snooze', () => {
  it('silences its camera until its end, and no other', () => {
    const mutes = snooze(noMutes, 'garden', 30);
    const muted = { reason: 'snoozed', until: minutes(30).toISOString() };
    expect(muteOf(mutes, 'garden', now)).toEqual(muted);
    expect(muteOf(mutes, 'garden', minutes(31))).toBeUndefined();
    expect(muteOf(mutes, 'gate', now)).toBeUndefined();
  });

  it('of all cameras silences each', () => {
    const mutes = snooze(snooze(noMutes, 'garden', 10), undefined, 30);
    for (const camera of ['garden', 'gate', '__proto__']) {
      expect(muteOf(mutes, camera, now)).toMatchObject({ until: minutes(30).toISOString() });
    }
  });

  it('takes the place of an earlier one, and forgets those that are over', () => {
    const mutes = snooze(snooze(snooze(noMutes, 'garden', 30), 'gate', 5), 'garden', 10);
    expect(mutes.snoozes.map(({ until }) => until).toSorted()).toEqual(
      [minutes(5), minutes(10)].map((end) => end.toISOString()),
    );
    const later = withSnooze(mutes, { camera: 'attic', until: minutes(60) }, minutes(20));
    expect(later.snoozes.map(({ camera }) => camera)).toEqual(['attic']);
  });

  it('of no time ends it', () => {
    expect(snooze(snooze(noMutes, 'garden', 30), 'garden', 0)).toEqual(noMutes);
    expect(snooze(snooze(noMutes, 'garden', 30), undefined, 0)).toEqual(noMutes);
  });
});

describe('disarming', () => {
  it('silences every camera until the alarms are armed again, which ends each snooze, too', () => {
    const disarmed = withArming(snooze(noMutes, 'gate', 30), 'disarm', now);
    expect(muteOf(disarmed, 'garden', minutes(99_999))).toEqual({ reason: 'disarmed' });
    expect(withArming(disarmed, 'disarm', minutes(1))).toEqual(disarmed);
    expect(withArming(disarmed, 'arm', minutes(2))).toEqual(noMutes);
  });
});
