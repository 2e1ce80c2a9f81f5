import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import * as v from 'valibot';
import { hasErrorCode } from '../../../runtime/error-code.ts';
import type { Logger } from '../../../runtime/logger.ts';
import type { UploaderHealth } from '../uploader.ts';
import { programVersion } from './program-version.ts';
import { type UploaderStatus, UploaderStatusSchema } from './uploader-status.ts';

// Rewritten though nothing changed, so that one who reads it can tell a daemon from its ghost.
const stalestSeconds = 30;
const silentSeconds = 4 * stalestSeconds;

/** What `status` finds: the daemon's word, or that there is none. */
export type FoundStatus =
  | { readonly running: true; readonly status: UploaderStatus }
  | { readonly running: false; readonly status?: UploaderStatus };

type StatusFileOptions = {
  readonly path: string;
  readonly log: Logger;
  readonly now: () => Date;
};

/** Keeps the file up to date: `update`, about once a second, writes it when something changed. */
export function statusFile({ path, log, now }: StatusFileOptions) {
  const startedAt = now().toISOString();
  let troubleSince: string | undefined;
  let written = { facts: '', at: 0 };

  return { update, compose };

  function update(health: UploaderHealth): void {
    const status = compose(health);
    const { writtenAt, ...facts } = status;
    const [text, at] = [JSON.stringify(facts), Date.parse(writtenAt)];
    if (text === written.facts && at - written.at < stalestSeconds * 1000) return;
    written = { facts: text, at };
    writeWhole(path, `${JSON.stringify(status)}\n`, log);
  }

  function compose(health: UploaderHealth): UploaderStatus {
    const writtenAt = now().toISOString();
    troubleSince = health.state === 'waiting' ? (troubleSince ?? writtenAt) : undefined;
    return {
      ...{ schemaVersion: 1, version: programVersion, pid: process.pid, startedAt, writtenAt },
      ...statusFacts(health, troubleSince),
    };
  }
}

/** Reads the daemon's last word, and whether it still runs. */
export function readStatus(path: string, now: Date): FoundStatus {
  const status = parseStatus(path);
  if (status === undefined) return { running: false };
  const age = now.getTime() - Date.parse(status.writtenAt);
  return { running: isAlive(status.pid) && age < silentSeconds * 1000, status };
}

function statusFacts(
  { cameras, state, failure, lastError, nextAttemptAt }: UploaderHealth,
  since: string | undefined,
): Pick<UploaderStatus, 'cameras' | 'trouble'> {
  const told = Object.entries(cameras).map(([name, { lastPictureAt, lastSentAt, ...counts }]) => [
    name,
    {
      ...counts,
      lastPictureAt: lastPictureAt?.toISOString(),
      lastSentAt: lastSentAt?.toISOString(),
    },
  ]);
  const trouble =
    state === 'waiting' && since !== undefined
      ? { failure, since, lastError, nextAttemptAt: nextAttemptAt?.toISOString() }
      : undefined;
  return { cameras: Object.fromEntries(told), trouble };
}

// Whoever reads it sees the old one or the new one, never half of it.
function writeWhole(path: string, text: string, log: Logger): void {
  try {
    writeFileSync(`${path}.new`, text, { mode: 0o644 });
    renameSync(`${path}.new`, path);
  } catch (error) {
    log.warn('status not written', { path, error });
  }
}

function parseStatus(path: string): UploaderStatus | undefined {
  try {
    const parsed = v.safeParse(UploaderStatusSchema, JSON.parse(readFileSync(path, 'utf8')));
    return parsed.success ? parsed.output : undefined;
  } catch (error) {
    if (hasErrorCode(error, 'ENOENT') || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process is one, too.
    return hasErrorCode(error, 'EPERM');
  }
}
