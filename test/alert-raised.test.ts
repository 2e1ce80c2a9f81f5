import { expect, it, onTestFinished } from 'vitest';
import type { AlertRaised } from '../contracts/alert-event.ts';
import { alarmListKey, uploadKey } from '../contracts/object-key.ts';
import type { Alert } from '../runtime/alert-channel.ts';
import { defineConsumer } from '../runtime/define-consumer.ts';
import { discoverConsumers } from '../runtime/discover-consumers.ts';
import { startLocalRuntime } from '../runtime/local/local-runtime.ts';
import { replayLabeler } from '../runtime/local/replay-labeler.ts';
import { projectFile } from '../runtime/project-file.ts';
import { surroundings } from './adapters/surroundings.ts';
import { drawPicture } from './draw-picture.ts';
import { workspace } from './workspace.ts';

const names = ['20261120-130000.jpg', '20261120-130030.jpg'];

it('tells a consumer on this machine of what people are told, and of nothing that is held back', async () => {
  const { data, answers } = await workspace();
  const recorded = (await answers(...names)).replace('replay:', '');
  const { settings, ...others } = surroundings();
  const raised: AlertRaised[] = [];
  const listener = defineConsumer({
    listensTo: ['AlertRaised'],
    where: { severity: ['alarm', 'critical'] },
    ...{ needs: [], grants: {}, memoryMb: 256, timeoutSeconds: 10, batchSize: 1, concurrency: 1 },
    load: async () => ({
      createHandle: () => async (event) => {
        raised.push(event.detail);
        return { outcome: 'heard' };
      },
    }),
  });
  const alerts: Alert[] = [];
  const runtime = await startLocalRuntime({
    ...{ ...others, dataFolder: data, onOutcome: () => {}, retrySeconds: () => 1 },
    consumers: [
      ...(await discoverConsumers(projectFile('dist', 'services'))),
      { name: 'listener', consumer: listener },
    ],
    createLabeler: async (blobs) => {
      await blobs.put(alarmListKey, Buffer.from('Person,People,Alarm\n'));
      return replayLabeler(recorded);
    },
    onAlert: (alert) => alerts.push(alert),
    // A day that is over: what was held back is told at its end.
    settings: { ...settings, notifications: { ...settings.notifications, clock: 'capture' } },
  });
  onTestFinished(() => runtime.close());

  for (const [index, name] of names.entries()) {
    await runtime.blobs.put(uploadKey('garden', name), await drawPicture(index + 1));
    await runtime.drained();
  }

  expect(raised.map(({ kind }) => kind)).toEqual(alerts.map(({ kind }) => kind));
  expect(raised).toEqual([
    expect.objectContaining({ kind: 'alarm', camera: 'garden', rules: ['Person'] }),
    expect.objectContaining({ kind: 'digest', text: expect.stringContaining('1 more picture') }),
  ]);
  const [alarm, digest] = raised;
  expect(alarm?.alertId).toBe(alarm?.imageId);
  expect(digest?.imageId).toBeUndefined();
});
