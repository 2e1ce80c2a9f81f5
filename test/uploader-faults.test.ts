import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished, vi } from 'vitest';
import { seededRandom } from '../cli/demo/seeded-random.ts';
import { bundleUploader } from '../services/uploader/pi/package/bundle-uploader.ts';
import { reportCounts } from './faults/report-counts.ts';
import { allFaults, openFaultyStore } from './uploader/faulty-store.ts';
import { writeGarden } from './uploader/write-garden.ts';
import { workspace } from './workspace.ts';

const hastyDaemon = new URL('./uploader/hasty-daemon.ts', import.meta.url);
// A longer run takes its own: npm run test:soak.
const kills = Number(process.env.KILLS ?? 20);
const pictures = 10 * kills;
const seed = Number(process.env.UPLOADER_SEED ?? 20261120);

it(`the Pi's uploader loses and doubles nothing on a bad day, killed ${kills} times (UPLOADER_SEED=${seed})`, async () => {
  const random = seededRandom(seed);
  const { root, pictures: folder } = await workspace();
  const store = await openFaultyStore(seededRandom(seed + 1));
  onTestFinished(store.close);
  const start = await daemonOf(root, folder, store.endpoint);
  const writing = writeGarden(folder, pictures, seededRandom(seed + 2));

  let killsAtWork = 0;
  for (let kill = 0; kill < kills; kill += 1) {
    const daemon = start();
    // Most are killed at work, some before they have begun.
    const request = await Promise.race([store.asked(), delay(1_000)]);
    await delay(random() * 250);
    if (request !== undefined && (await filesIn(folder)).length > 0) killsAtWork += 1;
    daemon.kill('SIGKILL');
    await once(daemon, 'exit');
  }
  const survivor = start();
  const written = await writing;
  store.behave();
  const isEmpty = async () => expect(await filesIn(folder)).toEqual([]);
  await vi.waitFor(isEmpty, { timeout: 15_000, interval: 50 }).catch(() => undefined);
  const { creations, made } = store;
  await reportCounts({
    ...{ lives: kills + 1, pictures, kills, killsAtWork },
    lost: written.filter((hash) => !creations.includes(hash)).length,
    doubled: creations.length - new Set(creations).size,
    faults: Object.fromEntries(allFaults.map((fault) => [fault, made.get(fault) ?? 0])),
  });
  await isEmpty();
  survivor.kill('SIGTERM');
  expect(await once(survivor, 'exit')).toEqual([0, null]);

  expect(creations.toSorted()).toEqual(written.toSorted());
  // Or this was no bad day.
  for (const fault of [...allFaults, 'has it already'] as const) {
    expect([fault, made.get(fault)]).toEqual([fault, expect.any(Number)]);
  }
}, 600_000);

/** What starts the daemon, with the folder as its only camera's. */
async function daemonOf(
  root: string,
  folder: string,
  endpoint: string,
): Promise<() => ChildProcess> {
  const [program, config] = [join(root, 'uploader.mjs'), join(root, 'uploader.yaml')];
  const state = join(root, 'state');
  await mkdir(state);
  for (const { name, bytes } of await bundleUploader('test', fileURLToPath(hastyDaemon))) {
    await writeFile(join(root, name), bytes);
  }
  const camera = JSON.stringify({ name: 'garden', folder, sampling: 'off' });
  const settings = ['region: eu-west-1', 'bucket: pictures', `endpoint: ${endpoint}`];
  await writeFile(config, [...settings, `cameras: [${camera}]`, ''].join('\n'));
  const env = { PATH: process.env.PATH, AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' };
  let daemon: ChildProcess | undefined;
  onTestFinished(() => void daemon?.kill('SIGKILL'));
  return () => {
    daemon = spawn(process.execPath, [program, config, state], { env, stdio: 'ignore' });
    return daemon;
  };
}

async function filesIn(folder: string): Promise<readonly string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  return found.filter((entry) => entry.isFile()).map(({ name }) => name);
}
