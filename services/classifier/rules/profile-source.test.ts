import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { profileSwitchesKey } from '../../../contracts/object-key.ts';
import { surroundings } from '../../../test/adapters/surroundings.ts';
import { type TemporaryStore, temporaryStore } from '../../../test/adapters/temporary-store.ts';
import { profileSource } from './profile-source.ts';
import { rulesOf } from './rules-under-test.ts';

const withProfiles = rulesOf({
  profiles: { away: {} },
  rules: [{ labels: 'Person', profiles: 'away' }],
});
const without = rulesOf({ profiles: { away: {} }, rules: [{ labels: 'Person' }] });
const at = '2026-11-20T13:00:00.000Z';

describe('the profile by hand', () => {
  let store: TemporaryStore;
  beforeEach(async () => {
    store = await temporaryStore();
  });
  afterEach(() => store.close());

  const write = (text: string) => store.blobs.put(profileSwitchesKey, Buffer.from(text));
  const switchTo = (profile: string) =>
    write(JSON.stringify({ schemaVersion: 1, switches: [{ at, profile }] }));

  function open() {
    let [seconds, reads] = [0, 0];
    const { lines, ...others } = surroundings();
    const source = profileSource({
      ...others,
      now: () => new Date(Date.parse(at) + seconds * 1000),
      blobs: {
        ...store.blobs,
        get: (...call) => {
          reads += 1;
          return store.blobs.get(...call);
        },
      },
    });
    return {
      lines,
      reads: () => reads,
      pass: (more: number) => {
        seconds += more;
      },
      profile: async (rules = withProfiles) => (await source.byHandAt(rules, at))?.profile,
    };
  }

  it('counts within seconds, and a burst of pictures looks once', async () => {
    const { profile, reads, pass } = open();
    expect(await Promise.all([profile(), profile()])).toEqual([undefined, undefined]);
    expect(reads()).toBe(1);
    await switchTo('away');
    pass(4);
    expect(await profile()).toBeUndefined();
    pass(1);
    expect(await profile()).toBe('away');
    expect(reads()).toBe(2);
  });

  it('is not even looked for where no rule asks for a profile', async () => {
    await switchTo('away');
    const { profile, reads } = open();
    expect(await profile(without)).toBeUndefined();
    expect(reads()).toBe(0);
  });

  it.each(['{', '{}', '{"schemaVersion":2,"switches":[]}'])(
    'leaves it to the hours when it is %s, and warns once',
    async (broken) => {
      await switchTo('away');
      const { profile, lines, pass } = open();
      expect(await profile()).toBe('away');
      await write(broken);
      for (let look = 0; look < 3; look += 1) {
        pass(5);
        expect(await profile()).toBeUndefined();
      }
      expect(lines.map(({ level, message }) => `${level}: ${message}`)).toEqual([
        'warn: profile by hand unreadable, the hours of the profiles count',
      ]);
      await switchTo('home');
      pass(5);
      expect(await profile()).toBe('home');
    },
  );
});
