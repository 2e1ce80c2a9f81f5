import type { Logger } from '../../runtime/logger.ts';
import { backOff } from './back-off.ts';
import { type Backlog, createBacklog } from './backlog.ts';
import type { CameraCounts } from './camera-counts.ts';
import type { Disposer } from './disposer.ts';
import type { Examiner } from './examine-file.ts';
import { createPathTimers } from './path-timers.ts';
import type { Picture } from './picture.ts';
import type { Sampler } from './sampler.ts';
import type { Schedule } from './schedule.ts';
import { type GateState, openSendGate, type Pass } from './send-gate.ts';
import type { SendOutcome } from './send-picture.ts';
import { createSuspects } from './suspects.ts';
import type { WaitingFile } from './waiting-file.ts';

type SenderOptions = {
  readonly send: (picture: Picture) => Promise<SendOutcome>;
  readonly examiner: Examiner;
  readonly sampler: Sampler;
  readonly disposer: Disposer;
  readonly counts: CameraCounts;
  readonly uploadsAtOnce: number;
  readonly room: number;
  readonly now: () => Date;
  readonly schedule: Schedule;
  readonly random: () => number;
  readonly log: Logger;
  /** A file has to be looked at again. */
  readonly lookAgain: (file: WaitingFile, milliseconds: number) => void;
  readonly onSent: (key: string) => void;
  /** Something has ended, or there is less to do than there was. */
  readonly onProgress: () => void;
};

export type Sender = {
  add(file: WaitingFile): void;
  /** Whether a file waits or is under way. */
  holds(path: string): boolean;
  /** How many of the old pictures are held. */
  oldSize(): number;
  isIdle(): boolean;
  /** A file is not to be sent after all, unless it is under way already. */
  withdraw(path: string): 'withdrawn' | 'under-way' | 'unknown';
  gate(): GateState;
  close(): Promise<void>;
};

/** Sends what waits, several at a time, and tries again what could not be sent. */
export function startSender(options: SenderOptions): Sender {
  const { examiner, disposer, counts, now, log, lookAgain, onProgress } = options;
  const backlog: Backlog = createBacklog(options.room);
  const suspects = createSuspects(options.random);
  const aside = createPathTimers(options.schedule);
  const underWay = new Map<string, Promise<void>>();
  const snapshotsUnderWay = new Set<string>();
  const failures = new Map<string, number>();
  const gate = openSendGate({ ...options, onOpen: pump });
  let closed = false;

  return {
    add: (file) => {
      // While a folder is looked through, a picture that was seen there may arrive by itself.
      if (closed || holds(file.path)) return;
      counts.waits(file);
      putIn(file);
      pump();
    },
    holds,
    oldSize: () => backlog.oldSize() + aside.size(),
    isIdle: () => backlog.size() + underWay.size + aside.size() === 0,
    withdraw: (path) => {
      const file = backlog.remove(path);
      if (file === undefined) return holds(path) ? 'under-way' : 'unknown';
      counts.waitsNoMore(file);
      return 'withdrawn';
    },
    gate: gate.state,
    close: async () => {
      closed = true;
      gate.close();
      aside.close();
      await Promise.all(underWay.values());
    },
  };

  function holds(path: string): boolean {
    return backlog.has(path) || underWay.has(path) || aside.has(path);
  }

  function putIn(file: WaitingFile): void {
    const pushedOut = backlog.add(file, now().getTime());
    if (pushedOut === undefined) return;
    counts.waitsNoMore(pushedOut);
    counts.liesBeyond(pushedOut);
  }

  function pump(): void {
    while (!closed && underWay.size < options.uploadsAtOnce) {
      const pass = gate.enter();
      if (pass === undefined) break;
      const file = backlog.next(now().getTime(), ...(pass.probe ? suspects.stubborn : []));
      if (file === undefined) {
        gate.unused(pass);
        break;
      }
      const work = handle(file, pass).finally(() => {
        underWay.delete(file.path);
        pump();
        onProgress();
      });
      underWay.set(file.path, work);
    }
  }

  async function handle(waiting: WaitingFile, pass: Pass): Promise<void> {
    const file = waiting.picture === undefined ? await lookAt(waiting) : waiting;
    const picture = file?.picture;
    if (file === undefined || picture === undefined) return gate.unused(pass);
    if (examiner.isOutdated(picture)) {
      gate.unused(pass);
      return end(file, 'leftOut');
    }
    if (picture.kind !== 'snapshot') return settle(file, pass, await options.send(picture));
    // Two at once might arrive in the wrong order, and the older one would stay.
    if (snapshotsUnderWay.has(picture.camera)) {
      gate.unused(pass);
      return putAside(file, 1_000);
    }
    snapshotsUnderWay.add(picture.camera);
    const outcome = await options.send(picture);
    snapshotsUnderWay.delete(picture.camera);
    return settle(file, pass, outcome);
  }

  /** Looks at a file that lay there already; undefined when there is nothing to send. */
  async function lookAt(waiting: WaitingFile): Promise<WaitingFile | undefined> {
    const { source, path } = waiting;
    try {
      const examined = examiner.examine(source, path);
      counts.waitsNoMore(waiting);
      if ('file' in examined) counts.waits(examined.file);
      switch (examined.verdict) {
        case 'send':
          return examined.file;
        case 'leave-out':
          await end(examined.file, 'leftOut');
          return undefined;
        case 'refuse':
          await end(examined.file, 'refused', examined.reason);
          return undefined;
        case 'wait':
          lookAgain(waiting, examined.milliseconds);
          return undefined;
        case 'ignore':
          return undefined;
      }
    } catch (error) {
      fail(waiting, error);
      return undefined;
    }
  }

  async function settle(file: WaitingFile, pass: Pass, result: SendOutcome): Promise<void> {
    switch (result.outcome) {
      case 'sent':
        gate.succeeded(pass);
        suspects.taken(file);
        options.onSent(result.key);
        return end(file, 'sent');
      case 'refused':
        gate.succeeded(pass);
        log.error('picture refused, kept in .refused', { path: file.path, reason: result.reason });
        return end(file, 'refused', result.reason);
      case 'gone':
        gate.unused(pass);
        disposer.vanished(file);
        return counts.waitsNoMore(file);
      case 'changed':
        gate.unused(pass);
        counts.waitsNoMore(file);
        if (file.picture !== undefined) options.sampler.forget(file.picture);
        return lookAgain(file, 0);
      case 'failed':
        gate.unused(pass);
        return fail(file, result.error);
      case 'hindered': {
        gate.failed(pass, result.failure, result.error.message);
        const milliseconds = suspects.failed(file);
        return milliseconds === 0 ? putIn(file) : putAside(file, milliseconds);
      }
    }
  }

  async function end(
    file: WaitingFile,
    ending: 'sent' | 'leftOut' | 'refused',
    reason?: string,
  ): Promise<void> {
    failures.delete(file.path);
    suspects.forget(file.path);
    counts.waitsNoMore(file);
    await disposer.end(file, ending, reason);
  }

  function fail(file: WaitingFile, error: unknown): void {
    const attempt = (failures.get(file.path) ?? 0) + 1;
    failures.set(file.path, attempt);
    log.error('picture not taken, to be tried again', { path: file.path, error });
    putAside(file, backOff(attempt, options));
  }

  function putAside(file: WaitingFile, milliseconds: number): void {
    if (closed) return;
    aside.set(file.path, milliseconds, () => {
      putIn(file);
      pump();
      onProgress();
    });
  }
}
