import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { mutesKey } from '../contracts/state-key.ts';
import { openExclusiveLock } from '../runtime/local/exclusive-lock.ts';
import { snoozeCommand } from './snooze-command.ts';

const now = new Date('2026-11-20T13:00:00.000Z');
const onAws = () => Promise.reject(new Error('this is a home server'));

async function dataFolder() {
  const data = await mkdtemp(join(tmpdir(), 'intellicam-snooze-'));
  onTestFinished(() => rm(data, { recursive: true }));
  await mkdir(join(data, '.intellicam'));
  await openExclusiveLock(join(data, '.intellicam/lock')).close();
  const stored = async (): Promise<unknown> =>
    JSON.parse(await readFile(join(data, mutesKey), 'utf8'));
  const run = async (verb: 'snooze' | 'arm' | 'disarm', ...args: readonly string[]) => {
    const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    try {
      expect(await snoozeCommand(verb, [...args, '--data', data], onAws, now)).toBe(0);
      return write.mock.calls.map(([text]) => String(text)).join('');
    } finally {
      write.mockRestore();
    }
  };
  return { run, stored };
}

describe('intellicam snooze', () => {
  it('notes where the notifier looks that a camera is to be silent, and says so', async () => {
    const { run, stored } = await dataFolder();
    expect(await run('snooze', 'garden', '--for', '30m')).toMatch(/: snoozed: garden until 20 Nov/);
    expect(await run('snooze', 'gate', '--for', '8h')).toMatch(/garden until .*; gate until/);
    expect(await stored()).toEqual({
      schemaVersion: 1,
      snoozes: [
        { camera: 'garden', until: '2026-11-20T13:30:00.000Z' },
        { camera: 'gate', until: '2026-11-20T21:00:00.000Z' },
      ],
    });
    expect(await run('snooze', 'all', '--for', '0m')).toMatch(/: armed: every camera rings\n$/);
  });

  it('and disarm are undone by arm', async () => {
    const { run, stored } = await dataFolder();
    await run('snooze', 'all', '--for', '1d');
    expect(await run('disarm')).toContain('disarmed: nothing rings until intellicam arm');
    expect(await stored()).toMatchObject({ disarmedAt: now.toISOString() });
    expect(JSON.parse(await run('arm', '--json'))).toMatchObject({ snoozes: [] });
    expect(await stored()).toEqual({ schemaVersion: 1, snoozes: [] });
  });

  it.each([
    ['snooze', [], 'name one camera, or all'],
    ['snooze', ['garden', 'gate', '--for', '1h'], 'name one camera, or all'],
    ['snooze', ['garden'], '--for needs minutes'],
    ['snooze', ['garden', '--for', 'ever'], '--for needs minutes'],
    ['snooze', ['garden', '--for', '31d'], '--for needs minutes'],
    ['arm', ['away', 'home'], 'name none'],
    ['disarm', ['away'], 'name none'],
    ['arm', ['--for', '1h'], '--for has no meaning'],
    ['disarm', ['--for', '1h'], '--for has no meaning'],
    ['arm', ['--colour'], "Unknown option '--colour'"],
  ] as const)('refuses %s %j in one sentence', async (verb, args, sentence) => {
    await expect(snoozeCommand(verb, args, onAws, now)).rejects.toThrow(sentence);
  });
});
