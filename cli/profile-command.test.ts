import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { alarmRulesKey, profileSwitchesKey } from '../contracts/object-key.ts';
import { mutesKey } from '../contracts/state-key.ts';
import { openExclusiveLock } from '../runtime/local/exclusive-lock.ts';
import { profileCommand } from './profile-command.ts';
import { snoozeCommand } from './snooze-command.ts';

const now = new Date('2026-11-20T13:00:00.000Z');
const onAws = () => Promise.reject(new Error('this is a home server'));

const rules = `profiles: { always: { hours: "00:00-24:00" }, away: {}, home: {} }
rules:
  - { name: a, labels: Person, profiles: [always, away] }
  - { name: b, labels: Dog, profiles: home }
`;

async function dataFolder(alarms: string | undefined = rules) {
  const data = await mkdtemp(join(tmpdir(), 'intellicam-profile-'));
  onTestFinished(() => rm(data, { recursive: true }));
  await mkdir(join(data, '.intellicam'));
  await mkdir(join(data, 'config'));
  await openExclusiveLock(join(data, '.intellicam/lock')).close();
  if (alarms !== '') await writeFile(join(data, alarmRulesKey), alarms);
  const stored = async (key: string): Promise<unknown> =>
    JSON.parse(await readFile(join(data, key), 'utf8'));
  const told = async (command: Promise<number>) => {
    const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    try {
      expect(await command).toBe(0);
      return write.mock.calls.map(([text]) => String(text)).join('');
    } finally {
      write.mockRestore();
    }
  };
  const place = ['--data', data];
  return {
    stored,
    profile: (...args: readonly string[]) => told(profileCommand([...args, ...place], onAws, now)),
    mute: (verb: 'arm' | 'disarm', ...args: readonly string[]) =>
      told(snoozeCommand(verb, [...args, ...place], onAws, now)),
  };
}

describe('intellicam profile', () => {
  it('shows which profiles are on, and why', async () => {
    const { profile } = await dataFolder();
    expect((await profile()).split('\n')).toEqual([
      'always  on   by its hours',
      'away    off  it has no hours, and nobody switched it on',
      'home    off  it has no hours, and nobody switched it on',
      '',
    ]);
  });

  it('switches to one, for a while or until it is changed, and back to the hours', async () => {
    const { profile, stored } = await dataFolder();
    expect(await profile('away', '--for', '8h')).toMatch(
      /^always {2}off {2}away is on by hand\naway {4}on {3}by hand until 2026-11-2\d/,
    );
    expect(await profile('home')).toContain('home    on   by hand, until intellicam profile auto');
    expect(JSON.parse(await profile('--json'))).toMatchObject({ byHand: { profile: 'home' } });
    expect(await profile('auto')).toContain('always  on   by its hours');
    const at = now.toISOString();
    expect(await stored(profileSwitchesKey)).toEqual({
      schemaVersion: 1,
      switches: [
        { at, profile: 'away', until: '2026-11-20T21:00:00.000Z' },
        { at, profile: 'home' },
        { at },
      ],
    });
  });

  it('is also what arming with a profile does', async () => {
    const { profile, mute, stored } = await dataFolder();
    await mute('disarm');
    expect(await mute('arm', 'away', '--for', '1h')).toMatch(/armed: .*; the profile is away\n$/);
    expect(await stored(mutesKey)).toEqual({ schemaVersion: 1, snoozes: [] });
    expect(await profile()).toContain('away    on ');
  });

  it.each([
    [['awayy'], 'there is no profile awayy; did you mean away? There are always, away, home, auto'],
    [['away', 'home'], 'name one profile'],
    [['--for', '8h'], '--for needs a profile'],
    [['auto', '--for', '8h'], '--for needs a profile'],
    [['away', '--for', '0m'], '--for needs some time'],
    [['away', '--for', 'ever'], '--for needs minutes'],
    [['--colour'], "Unknown option '--colour'"],
  ])('refuses %j in one sentence', async (args, sentence) => {
    const { profile, stored } = await dataFolder();
    await expect(profile(...args)).rejects.toThrow(sentence);
    await expect(stored(profileSwitchesKey)).rejects.toThrow('ENOENT');
  });

  it('changes nothing when it is armed with a profile that is not there', async () => {
    const { mute, stored } = await dataFolder();
    await expect(mute('arm', 'garden')).rejects.toThrow('there is no profile garden');
    await expect(stored(mutesKey)).rejects.toThrow('ENOENT');
  });

  it.each([
    ['', 'there are no profiles'],
    ['rules: [', 'cannot be used: intellicam rules check says why'],
  ])('says why there are no profiles in %j', async (alarms, sentence) => {
    const { profile } = await dataFolder(alarms);
    await expect(profile()).rejects.toThrow(sentence);
  });
});
