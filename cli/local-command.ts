import { mkdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { layoutNames } from '../contracts/object-key.ts';
import type { NotificationPolicy } from '../runtime/notification-policy.ts';
import { parseOptions, parsePort } from '../runtime/parse-options.ts';
import { UsageError } from '../runtime/usage-error.ts';
import { openPipeline } from './open-pipeline.ts';
import { printAlert } from './print-alert.ts';
import { printSummary } from './print-summary.ts';
import { readPassword } from './read-password.ts';
import { serveGallery } from './serve-gallery.ts';
import { showProgress } from './show-progress.ts';
import { startIntake } from './start-intake.ts';
import { terminalLogger } from './terminal-logger.ts';
import { untilInterrupted } from './until-interrupted.ts';

const options = {
  watch: { type: 'string', multiple: true },
  camera: { type: 'string' },
  data: { type: 'string', default: 'intellicam-data' },
  labeler: { type: 'string', default: 'centernet' },
  alarms: { type: 'string' },
  layout: { type: 'string', default: 'intellicam' },
  cooldown: { type: 'string' },
  'silent-after': { type: 'string' },
  'summary-hour': { type: 'string' },
  port: { type: 'string' },
  host: { type: 'string', default: '127.0.0.1' },
  'password-file': { type: 'string' },
  once: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;

/** `intellicam local`: takes pictures out of folders, runs the pipeline and serves the page. */
export async function localCommand(args: readonly string[]): Promise<number> {
  const startedAt = Date.now();
  const values = parseOptions(args, options);
  const port = parsePort(values.port, 8787);
  const password = await readPassword({
    ...{ file: values['password-file'], host: values.host },
    variable: process.env.INTELLICAM_PASSWORD,
  });
  const folders = await Promise.all((values.watch ?? []).map(existingFolder));
  const log = terminalLogger((line) => process.stderr.write(line));
  const pipeline = await openPipeline({
    dataFolder: values.data,
    labeler: values.labeler,
    layout: parseLayout(values.layout),
    alarms: values.alarms,
    hurried: values.once,
    notifications: {
      ...parseCooldown(values.cooldown),
      ...parseSummaryHour(values['summary-hour']),
    },
    silentAfterMinutes: parseSilentAfter(values['silent-after']),
    log,
    onAlert: printAlert,
  });
  if (folders.length === 0) folders.push(await makeInbox(pipeline.dataFolder));
  if (folders.includes(pipeline.dataFolder)) {
    throw new UsageError(`--watch and --data name the same folder, ${pipeline.dataFolder}`);
  }
  const gallery = values.once
    ? undefined
    : await serveGallery(pipeline, { host: values.host, port, password, log });
  const intake = startIntake(pipeline, { folders, camera: values.camera, log });
  if (gallery === undefined) {
    const hideProgress = showProgress(pipeline.counts);
    await intake.scanned;
    await pipeline.runtime.drained();
    hideProgress();
  } else {
    process.stdout.write(`Watching ${folders.join(', ')}\nGallery: ${gallery.url}\n`);
    if (values.host !== options.host.default) {
      process.stdout.write(
        'It asks for the password. Over plain HTTP whoever listens on the network can read it.\n',
      );
    }
    await untilInterrupted();
    await gallery.close();
  }
  const deadLettered = await pipeline.runtime.deadLetters();
  await intake.close();
  await pipeline.close();
  const seconds = (Date.now() - startedAt) / 1000;
  printSummary({ ...pipeline.counts, deadLettered, seconds }, values);
  return 0;
}

async function existingFolder(folder: string): Promise<string> {
  const found = await stat(folder).catch(() => undefined);
  if (found?.isDirectory()) return realpath(folder);
  throw new UsageError(`--watch needs a folder that exists, and ${folder} is none`);
}

async function makeInbox(dataFolder: string): Promise<string> {
  const inbox = join(dataFolder, 'inbox');
  await mkdir(inbox, { recursive: true });
  return inbox;
}

// 0 asks for every alarm, so no cap may keep one back.
function parseCooldown(text: string | undefined) {
  if (text === undefined) return {};
  const cooldownSeconds = Number(text);
  if (!/^\d{1,5}$/.test(text) || cooldownSeconds > 86_400) {
    throw new UsageError(`--cooldown needs a number of seconds from 0 to 86400, not "${text}"`);
  }
  return cooldownSeconds === 0 ? { cooldownSeconds, perHour: 0, perDay: 0 } : { cooldownSeconds };
}

const longestSilenceMinutes = 10_080;

function parseSilentAfter(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const minutes = Number(text);
  if (/^\d{1,5}$/.test(text) && minutes >= 10 && minutes <= longestSilenceMinutes) return minutes;
  throw new UsageError(
    `--silent-after needs a number of minutes from 10 to ${longestSilenceMinutes}, not "${text}"`,
  );
}

function parseSummaryHour(text: string | undefined): Partial<NotificationPolicy> {
  if (text === undefined) return {};
  if (text === 'off') return { summaryHour: 'off' };
  if (/^(?:1?\d|2[0-3])$/.test(text)) return { summaryHour: Number(text) };
  throw new UsageError(`--summary-hour needs an hour from 0 to 23 or off, not "${text}"`);
}

function parseLayout(name: string) {
  const layout = layoutNames.find((known) => known === name);
  if (layout !== undefined) return layout;
  throw new UsageError(`unknown layout ${name}: there are ${layoutNames.join(' and ')}`);
}
