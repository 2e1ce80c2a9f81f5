import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import type { Label } from '../contracts/label.ts';
import { alarmListKey, uploadKey } from '../contracts/object-key.ts';
import type { Alert } from '../runtime/alert-channel.ts';
import { startLocalRuntime } from '../runtime/local/local-runtime.ts';
import classifier from '../services/classifier/consumer.ts';
import mover from '../services/mover/consumer.ts';
import notifier from '../services/notifier/consumer.ts';
import thumbnailer from '../services/thumbnailer/consumer.ts';
import { surroundings } from './adapters/surroundings.ts';
import { drawPicture } from './draw-picture.ts';
import { unavailable } from './outage/darkroom.ts';
import { workspace } from './workspace.ts';

const nothing: readonly Label[] = [];

it('on this machine pictures wait for a labeler that is down, with one message and one all-clear', async () => {
  const { data, files } = await workspace();
  const { settings, log, lines } = surroundings();
  const alerts: Alert[] = [];
  let [isDown, ahead, asked] = [true, 0, 0];
  const label = async () => {
    asked += 1;
    return isDown ? unavailable('failed') : nothing;
  };
  const runtime = await startLocalRuntime({
    ...{ dataFolder: data, log, settings },
    consumers: Object.entries({ classifier, mover, notifier, thumbnailer }).map(
      ([name, consumer]) => ({ name, consumer }),
    ),
    createLabeler: async (blobs) => {
      await blobs.put(alarmListKey, Buffer.from('Person,People,Alarm\n'));
      return { name: 'test', alarmConfidence: 50, label, close: async () => undefined };
    },
    onOutcome: () => {},
    onAlert: (alert) => alerts.push(alert),
    retrySeconds: () => 1,
    now: () => new Date(Date.now() + ahead),
  });
  onTestFinished(() => runtime.close());
  const pass = async (steps: number) => {
    for (let passed = 0; passed < steps; passed += 1) {
      ahead += 130_000;
      // The queue looks once a second for what is due.
      await sleep(1_050);
      await runtime.drained();
    }
  };

  for (const name of ['a', 'b', 'c', 'd', 'e']) {
    await runtime.blobs.put(uploadKey('garden', `${name}.jpg`), await drawPicture(1));
  }
  await runtime.drained();
  await pass(2);
  expect(await files('upload')).toHaveLength(5);
  expect(alerts.map(({ kind, severity }) => `${kind} ${severity}`)).toEqual(['trouble alarm']);
  expect(asked).toBeLessThan(12);
  isDown = false;
  await pass(4);
  expect(await files('upload')).toEqual([]);
  expect(await files('jpg_quiet')).toHaveLength(5);
  expect(alerts.map(({ kind, severity }) => `${kind} ${severity}`)).toEqual([
    'trouble alarm',
    'trouble info',
  ]);
  expect(await runtime.deadLetters()).toBe(0);
  expect(lines.filter(({ level }) => level === 'error')).toEqual([]);
}, 60_000);
