import { stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { alarmListKey } from '../contracts/object-key.ts';
import { discoverConsumers } from '../runtime/discover-consumers.ts';
import { startLocalRuntime } from '../runtime/local/local-runtime.ts';
import { projectFile } from '../runtime/project-file.ts';
import { surroundings } from './adapters/surroundings.ts';
import { runCli } from './run-cli.ts';
import { workspace } from './workspace.ts';

/** A pipeline of this machine that is running, and gives up at once what fails five times. */
export async function runningPipeline(space?: Awaited<ReturnType<typeof workspace>>) {
  const { data, files } = space ?? (await workspace());
  const { log, settings } = surroundings();
  const outcomes: string[] = [];
  let ahead = 0;
  const runtime = await startLocalRuntime({
    ...{ dataFolder: data, log, settings: { ...settings, bucket: 'local' } },
    consumers: await discoverConsumers(projectFile('services')),
    createLabeler: async (blobs) => {
      await blobs.put(alarmListKey, Buffer.from('Person,People,Alarm\n'));
      return { name: 'test', alarmConfidence: 50, label: async () => [], close: async () => {} };
    },
    onOutcome: (consumer, { outcome }) => outcomes.push(`${consumer}: ${outcome}`),
    onAlert: () => {},
    retrySeconds: () => 0,
    now: () => new Date(Date.now() + ahead),
  });
  // The sweep at its start is over, and what a test puts there next is not its.
  await runtime.drained();
  let isClosed = false;
  const close = async () => {
    if (!isClosed) await runtime.close();
    isClosed = true;
  };
  onTestFinished(close);
  const command = (...args: readonly string[]) => runCli([...args, '--data', data]);
  /** Until a file is where it belongs: the pipeline looks once a second for what others have sent. */
  const until = async (isSo: () => Promise<boolean>) => {
    for (let tries = 0; tries < 100 && !(await isSo()); tries += 1) await sleep(100);
    await runtime.drained();
  };
  /** So long that a changed file is read again. */
  const passMinutes = (minutes: number) => {
    ahead += minutes * 60_000;
  };
  return { data, files, runtime, command, outcomes, until, passMinutes, close };
}

/** Whether a file is there. */
export async function isThere(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}
