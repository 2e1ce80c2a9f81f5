import { describe, expect, it } from 'vitest';
import { defaultNotificationPolicy } from '../../../runtime/notification-policy.ts';
import { after, notifier, seen } from '../../../test/incidents/notified.ts';

const policy = defaultNotificationPolicy;
const hour = 3600;

function ids(pictures: readonly { readonly imageId: string }[]): readonly string[] {
  return pictures.map(({ imageId }) => imageId);
}

describe('one visit', () => {
  it('rings once; the rest comes in one digest when the cooldown ends', () => {
    const { arrive, until, notified } = notifier(policy);
    for (let n = 0; n < 30; n += 1) arrive(2 * n, seen(`p${n}`, 2 * n));
    until(hour);
    const { rings, digests } = notified();
    expect(rings).toEqual([{ at: 0, imageId: 'p0' }]);
    expect(digests).toHaveLength(1);
    expect(digests[0]).toMatchObject({ at: 300, facts: { until: after(300).toISOString() } });
    expect(digests[0]?.facts.pictures).toHaveLength(29);
  });

  it('rings again when something worse happens, and not for what is less', () => {
    const { arrive } = notifier(policy);
    const severities = ['info', 'alarm', 'info', 'critical', 'critical'] as const;
    const actions = severities.map((severity, n) => arrive(n, seen(`p${n}`, n, { severity })));
    expect(actions.map(({ kind }) => kind)).toEqual(['ring', 'ring', 'hold', 'ring', 'hold']);
  });

  it('goes on as long as its motion event, but not for ever', () => {
    const { arrive } = notifier({ ...policy, cooldownSeconds: 10 });
    const motionEvent = '0000720261120140209';
    expect(arrive(0, seen('a', 0, { motionEvent }))).toMatchObject({ kind: 'ring' });
    expect(arrive(600, seen('b', 600, { motionEvent }))).toMatchObject({ reason: 'same-visit' });
    expect(arrive(700, seen('c', 700))).toMatchObject({ kind: 'ring' });
    expect(arrive(3 * hour, seen('d', 3 * hour, { motionEvent }))).toMatchObject({ kind: 'ring' });
  });

  it('becomes one with another when a picture from between arrives last', () => {
    const { arrive, notified } = notifier(policy);
    for (const at of [0, 100, 50]) arrive(101, seen(`p${at}`, at));
    const { state, rings } = notified();
    expect(state.incidents.map(({ pictures }) => ids(pictures).toSorted())).toEqual([
      ['p0', 'p100', 'p50'],
    ]);
    expect(rings).toHaveLength(1);
  });

  it('collects what comes after a digest for the next one', () => {
    const { arrive, until, notified } = notifier(policy);
    for (let n = 0; n < 12; n += 1) arrive(50 * n, seen(`p${n}`, 50 * n));
    until(hour);
    const { rings, digests } = notified();
    expect(rings).toHaveLength(1);
    expect(digests.map(({ at, facts }) => [at, facts.pictures.length])).toEqual([
      [300, 5],
      [600, 6],
    ]);
  });
});

describe('the cooldown', () => {
  it('keeps another visit back, but not another label', () => {
    const { arrive } = notifier(policy);
    expect(arrive(0, seen('a', 0))).toMatchObject({ kind: 'ring' });
    expect(arrive(200, seen('b', 200))).toMatchObject({ kind: 'hold', reason: 'cooldown' });
    expect(arrive(290, seen('c', 290, { labels: ['Car'] }))).toMatchObject({ kind: 'ring' });
    expect(arrive(301, seen('d', 400, { labels: ['Person'] }))).toMatchObject({ kind: 'ring' });
  });

  it('does not begin anew with what it kept back', () => {
    const { arrive } = notifier(policy);
    const kinds = [0, 200, 299, 400].map((at) => arrive(at, seen(`p${at}`, at)).kind);
    expect(kinds).toEqual(['ring', 'hold', 'hold', 'ring']);
  });

  it('that is idle lasts until there is silence, and the digest waits for it', () => {
    const { arrive, until, notified } = notifier({ ...policy, cooldown: 'idle' });
    const kinds = [0, 200, 400, 600, 901].map((at) => arrive(at, seen(`p${at}`, at)).kind);
    until(2 * hour);
    expect(kinds).toEqual(['ring', 'hold', 'hold', 'hold', 'ring']);
    expect(notified().digests.map(({ at }) => at)).toEqual([900]);
  });

  it('of nought lets every alarm ring', () => {
    const { arrive } = notifier({ ...policy, cooldownSeconds: 0 });
    for (let n = 0; n < 10; n += 1) expect(arrive(n, seen(`p${n}`, n)).kind).toBe('ring');
  });

  it('lets pass what matters more', () => {
    const { arrive } = notifier(policy);
    arrive(0, seen('a', 0));
    const critical = seen('b', 200, { severity: 'critical' });
    expect(arrive(200, critical)).toMatchObject({ kind: 'ring' });
    expect(arrive(280, seen('c', 280))).toMatchObject({ kind: 'hold', reason: 'cooldown' });
  });
});

describe('a test picture', () => {
  it('rings whatever rang before, and keeps nothing back', () => {
    const { arrive } = notifier({ ...policy, perHour: 3 });
    const kinds = [{}, { isTest: true }, {}, { isTest: true }, { isTest: true }].map(
      (more, n) => arrive(n, seen(`p${n}`, n, more)).kind,
    );
    expect(kinds).toEqual(['ring', 'ring', 'hold', 'ring', 'hold']);
    const other = notifier(policy);
    other.arrive(0, seen('test', 0, { isTest: true }));
    expect(other.arrive(1, seen('a', 1))).toMatchObject({ kind: 'ring' });
  });
});

describe('the caps', () => {
  it('let no more ring, and the digest after them says what they held back', () => {
    const few = { ...policy, cooldownSeconds: 1, perHour: 3 };
    const { arrive, until, notified } = notifier(few);
    const kinds = [0, 100, 200, 300, 400].map((at) => arrive(at, seen(`p${at}`, at)).kind);
    expect(kinds).toEqual(['ring', 'ring', 'ring', 'hold', 'hold']);
    until(2 * hour);
    expect(notified().digests).toMatchObject([{ at: hour }]);
    expect(ids(notified().digests[0]?.facts.pictures ?? [])).toEqual(['p300', 'p400']);
  });
});

describe('silence', () => {
  const until = after(1000).toISOString();

  it('ends with a digest of what was snoozed', () => {
    const phone = notifier(policy);
    phone.arrive(0, seen('a', 0));
    phone.arrive(10, seen('b', 10));
    phone.mute({ reason: 'snoozed', until });
    expect(phone.arrive(200, seen('c', 200))).toMatchObject({ reason: 'snoozed' });
    phone.until(999);
    expect(phone.notified().digests).toEqual([]);
    phone.mute(undefined);
    phone.until(1001);
    expect(phone.notified().digests).toMatchObject([{ at: 1000 }]);
    expect(ids(phone.notified().digests[0]?.facts.pictures ?? [])).toEqual(['b', 'c']);
  });

  it('counts what came while disarmed with what is told next', () => {
    const phone = notifier(policy);
    phone.mute({ reason: 'disarmed' });
    expect(phone.arrive(0, seen('a', 0))).toMatchObject({ reason: 'disarmed', wakes: [] });
    phone.until(10 * hour);
    expect(phone.notified().digests).toEqual([]);
    phone.mute(undefined);
    phone.arrive(11 * hour, seen('b', 11 * hour));
    phone.arrive(11 * hour + 1, seen('c', 11 * hour + 1));
    phone.until(12 * hour);
    expect(ids(phone.notified().digests[0]?.facts.pictures ?? [])).toEqual(['a', 'c']);
  });

  it('is all that a backlog makes, until something is told', () => {
    const phone = notifier(policy);
    for (let n = 0; n < 2500; n += 1) {
      expect(phone.arrive(n, seen(`old${n}`, n - 50 * hour))).toMatchObject({ reason: 'late' });
    }
    phone.until(5 * hour);
    expect(phone.notified()).toMatchObject({ rings: [], digests: [] });
    phone.arrive(5 * hour, seen('a', 5 * hour));
    phone.arrive(5 * hour + 5, seen('b', 5 * hour + 5));
    phone.until(6 * hour);
    const { facts } = phone.notified().digests[0] ?? {};
    const listed = facts?.pictures.length ?? 0;
    const counted = facts?.unlisted[0]?.count ?? 0;
    expect(listed + counted).toBe(2501);
    expect(listed).toBeLessThanOrEqual(1000);
  });
});

describe('a wake-up that was lost', () => {
  it('is made up for by the next alarm, whatever that comes to', () => {
    const { arrive, loseTimers, until, notified } = notifier(policy);
    arrive(0, seen('a', 0));
    arrive(1, seen('b', 1));
    loseTimers();
    until(hour);
    expect(notified().digests).toEqual([]);
    arrive(hour, seen('c', hour));
    until(hour + 1);
    expect(notified().digests).toMatchObject([{ facts: { until: after(300).toISOString() } }]);
    expect(ids(notified().digests[0]?.facts.pictures ?? [])).toEqual(['b']);
  });
});
