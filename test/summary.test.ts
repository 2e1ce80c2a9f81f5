import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { alarmListKey, uploadKey } from '../contracts/object-key.ts';
import type { Alert } from '../runtime/alert-channel.ts';
import { discoverConsumers } from '../runtime/discover-consumers.ts';
import { startLocalRuntime } from '../runtime/local/local-runtime.ts';
import { replayLabeler } from '../runtime/local/replay-labeler.ts';
import { projectFile } from '../runtime/project-file.ts';
import { surroundings } from './adapters/surroundings.ts';
import { drawPicture } from './draw-picture.ts';
import { workspace } from './workspace.ts';

// Only the clock's own timer: everything else goes on as ever.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const hour = 60 * 60_000;
// Two o'clock in the afternoon, where the cameras are.
const start = Date.parse('2026-11-19T13:00:00Z');

it('tells on this machine of the day before, with the pictures of its alarms', async () => {
  const { data, answers, files } = await workspace();
  const recorded = (await answers('20261119-140000.jpg')).replace('replay:', '');
  const { settings, log, lines } = surroundings();
  const alerts: Alert[] = [];
  const startedAt = Date.now();
  let ahead = 0;
  const runtime = await startLocalRuntime({
    ...{ dataFolder: data, settings, log },
    consumers: await discoverConsumers(projectFile('dist', 'services')),
    createLabeler: async (blobs) => {
      await blobs.put(alarmListKey, Buffer.from('Person,People,Alarm\n'));
      return replayLabeler(recorded);
    },
    onOutcome: () => {},
    onAlert: (alert) => alerts.push(alert),
    retrySeconds: () => 1,
    now: () => new Date(start + Date.now() - startedAt + ahead),
  });
  onTestFinished(() => runtime.close());
  const put = (name: string, bytes: Uint8Array) =>
    runtime.blobs.put(uploadKey('garden', name), bytes);
  await put('20261119-140000.jpg', await drawPicture(1));
  await put('20261119-140030.jpg', await drawPicture(2));
  await put('20261119-140100.jpg', Buffer.from('no picture'));
  await runtime.drained();
  const kinds = () => alerts.map(({ kind }) => kind).toSorted();
  expect(kinds()).toEqual(['alarm', 'rejected']);

  // Past midnight, past eight, and on.
  for (const hours of [11, 7, 1, 12]) {
    ahead += hours * hour;
    vi.advanceTimersByTime(60_000);
    await runtime.drained();
  }
  expect(kinds()).toEqual(['alarm', 'rejected', 'summary']);
  const [file = ''] = (await files('outbox')).filter((name) => name.includes('summary'));
  expect(file).toBe('2026-11-20T070000Z-summary-2026-11-19.eml');
  const mail = await readFile(join(data, 'outbox', file), 'utf8');
  expect(mail).toContain('Yesterday: 1 alarm, 1 quiet picture, 1 unreadable.');
  expect(mail).toMatch(/^Content-ID: <alarm-1>/im);
  expect(await runtime.deadLetters()).toBe(0);
  expect(lines.filter(({ level }) => level !== 'info')).toEqual([]);
});
