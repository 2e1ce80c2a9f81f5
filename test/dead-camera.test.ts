import { readFile, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { alarmListKey, uploadKey } from '../contracts/object-key.ts';
import { cameraHeartbeatKey, mutesKey } from '../contracts/state-key.ts';
import type { Alert } from '../runtime/alert-channel.ts';
import { discoverConsumers } from '../runtime/discover-consumers.ts';
import { startLocalRuntime } from '../runtime/local/local-runtime.ts';
import { replayLabeler } from '../runtime/local/replay-labeler.ts';
import type { NotificationPolicy } from '../runtime/notification-policy.ts';
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

const minute = 60_000;

/** The pipeline of this machine, whose clock is turned by hand; its files have the real time. */
async function startPipeline(clock: NotificationPolicy['clock'] = 'arrival') {
  const { data, answers, files } = await workspace();
  const recorded = (await answers()).replace('replay:', '');
  const { settings, log, lines } = surroundings();
  const alerts: Alert[] = [];
  let ahead = 0;
  const runtime = await startLocalRuntime({
    ...{ dataFolder: data, silentAfterMinutes: 10, log },
    consumers: await discoverConsumers(projectFile('dist', 'services')),
    createLabeler: async (blobs) => {
      await blobs.put(alarmListKey, Buffer.from('Person,People,Alarm\n'));
      return replayLabeler(recorded);
    },
    onOutcome: () => {},
    onAlert: (alert) => alerts.push(alert),
    retrySeconds: () => 1,
    settings: {
      ...settings,
      notifications: { ...settings.notifications, clock, summaryHour: 'off' },
    },
    now: () => new Date(Date.now() + ahead),
  });
  onTestFinished(() => runtime.close());
  return { runtime, alerts, lines, files, takePicture, beat, pass, sleep, inbox };

  async function takePicture(camera: string, name: string): Promise<void> {
    await runtime.blobs.put(uploadKey(camera, name), await drawPicture(1));
    await runtime.drained();
  }

  async function beat(camera: string): Promise<void> {
    const key = cameraHeartbeatKey(camera);
    await runtime.blobs.put(key, Buffer.from('{}'));
    const time = new Date(Date.now() + ahead);
    await utimes(join(data, key), time, time);
  }

  async function pass(minutes: number): Promise<void> {
    for (let passed = 0; passed < minutes; passed += 1) {
      ahead += minute;
      vi.advanceTimersByTime(minute);
      await runtime.drained();
    }
  }

  /** The machine is closed for a while: time passes, and nothing ticks. */
  function sleep(minutes: number): void {
    ahead += minutes * minute;
  }

  async function inbox(): Promise<readonly string[]> {
    return Promise.all(
      (await files('outbox')).map((file) => readFile(join(data, 'outbox', file), 'utf8')),
    );
  }
}

describe('a dead camera', () => {
  it('rings once on this machine, and when it is back', async () => {
    const { runtime, alerts, lines, takePicture, beat, pass, inbox } = await startPipeline();
    await takePicture('garden', 'a.jpg');
    await pass(9);
    expect(alerts).toEqual([]);
    await pass(12);
    expect(alerts).toMatchObject([{ kind: 'camera', camera: 'garden', severity: 'alarm' }]);
    expect((await inbox())[0]).toContain('The camera garden has been silent since');
    await beat('garden');
    await pass(2);
    expect(alerts.slice(1)).toMatchObject([{ kind: 'camera', severity: 'info' }]);
    expect((await inbox())[1]).toMatch(/The camera garden is back after 2\d minutes\./);
    expect(await runtime.deadLetters()).toBe(0);
    expect(lines.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('rings though the alarms are off', async () => {
    const { runtime, alerts, takePicture, pass } = await startPipeline();
    const mutes = { schemaVersion: 1, disarmedAt: new Date().toISOString(), snoozes: [] };
    await runtime.blobs.put(mutesKey, Buffer.from(JSON.stringify(mutes)));
    await takePicture('garden', 'a.jpg');
    await pass(16);
    expect(alerts).toMatchObject([{ kind: 'camera' }]);
  });

  it('is not taken for dead because this machine was asleep', async () => {
    const { alerts, takePicture, pass, sleep } = await startPipeline();
    await takePicture('garden', 'a.jpg');
    await pass(1);
    sleep(600);
    await pass(9);
    expect(alerts).toEqual([]);
    await pass(7);
    expect(alerts).toMatchObject([{ camera: 'garden' }]);
  });

  it('does not ring while a day that is over is gone through', async () => {
    const { alerts, files, takePicture, pass } = await startPipeline('capture');
    await takePicture('garden', 'a.jpg');
    await pass(20);
    expect(alerts).toEqual([]);
    expect(await files('state/watch')).toEqual([]);
  });
});
