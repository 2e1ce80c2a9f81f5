import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseOptions, parsePort } from '../runtime/parse-options.ts';
import { recordDay } from './demo/record-day.ts';
import { openPipeline } from './open-pipeline.ts';
import { printAlert } from './print-alert.ts';
import { printSummary } from './print-summary.ts';
import { serveGallery } from './serve-gallery.ts';
import { startIntake } from './start-intake.ts';
import { terminalLogger } from './terminal-logger.ts';
import { untilInterrupted } from './until-interrupted.ts';

const options = {
  data: { type: 'string' },
  port: { type: 'string' },
  once: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;

// One simulated day in three quarters of a minute: fast, and still to be watched.
const daySeconds = 45;

/** `intellicam demo`: one day of a garden camera, drawn here, through the real pipeline. */
export async function demoCommand(args: readonly string[]): Promise<number> {
  const startedAt = Date.now();
  const values = parseOptions(args, options);
  const port = parsePort(values.port, 8787);
  const log = terminalLogger((line) => process.stderr.write(line));
  const folder = values.data ?? (await mkdtemp(join(tmpdir(), 'intellicam-demo-')));
  const pipeline = await openPipeline({
    dataFolder: folder,
    labeler: 'centernet',
    layout: 'intellicam',
    alarms: undefined,
    hurried: true,
    log,
    onAlert: printAlert,
  });
  const cameras = join(pipeline.dataFolder, 'cameras');
  await mkdir(cameras, { recursive: true });
  const gallery = values.once
    ? undefined
    : await serveGallery(pipeline, { host: '127.0.0.1', port, log });
  if (gallery) process.stdout.write(`A day in the garden begins. Look at it: ${gallery.url}\n\n`);
  const intake = startIntake(pipeline, { folders: [cameras], camera: undefined, log });
  await intake.scanned;

  const interrupted = new AbortController();
  void untilInterrupted().then(() => interrupted.abort());
  const pictures = await recordDay({
    folder: join(cameras, 'garden'),
    seconds: values.once ? 0 : daySeconds,
    signal: interrupted.signal,
  });
  await intake.taken(pictures);
  await pipeline.runtime.drained();
  const deadLettered = await pipeline.runtime.deadLetters();
  const seconds = (Date.now() - startedAt) / 1000;
  printSummary({ ...pipeline.counts, deadLettered, seconds }, values);

  if (gallery) {
    if (!interrupted.signal.aborted) {
      process.stdout.write(`\nThe day is over. The page stays until Ctrl-C: ${gallery.url}\n`);
      await once(interrupted.signal, 'abort');
    }
    await gallery.close();
  }
  await intake.close();
  await pipeline.close();
  if (values.data === undefined) await rm(folder, { recursive: true, force: true });
  return 0;
}
