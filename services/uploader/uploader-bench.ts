import { mkdir, mkdtemp, readdir, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { inspect } from 'node:util';
import { expect, vi } from 'vitest';
import type { Logger } from '../../runtime/logger.ts';
import { folderDisposal } from './folder-disposal.ts';
import { type ManualTime, manualTime } from './manual-time.ts';
import { SendError } from './picture-target.ts';
import { type ScriptedTarget, scriptedTarget } from './scripted-target.ts';
import {
  startUploader,
  type Uploader,
  type UploaderFolder,
  type UploaderOptions,
} from './uploader.ts';

/** The answer of a target that nobody reaches. */
export const away = { fail: new SendError('unreachable', 'no route to the store') };

export type UploaderBench = {
  readonly folder: string;
  readonly target: ScriptedTarget;
  readonly time: ManualTime;
  /** When its clock began to stand still, in seconds. */
  readonly second: number;
  readonly messages: readonly string[];
  start(options?: Partial<UploaderOptions>, source?: Partial<UploaderFolder>): Uploader;
  /** What hangs will hang for ever: this one is not waited for. */
  abandon(uploader: Uploader): void;
  /** Writes a picture of its own, as if it had been taken so many seconds ago. */
  write(name: string, secondsAgo?: number, bytes?: Uint8Array): Promise<string>;
  /** Waits until so many attempts to send were made. */
  attempts(count: number): Promise<void>;
  /** The visible and the hidden files of the folder. */
  files(): Promise<readonly string[]>;
  close(): Promise<void>;
};

/** A folder, a target and a clock for the tests of the uploader. */
export async function uploaderBench(): Promise<UploaderBench> {
  const folder = await mkdtemp(join(tmpdir(), 'intellicam-uploader-'));
  const target = scriptedTarget();
  const time = manualTime();
  const messages: string[] = [];
  const uploaders: Uploader[] = [];

  return {
    folder,
    target,
    time,
    second: Math.floor(time.now().getTime() / 1000),
    messages,
    start: (options = {}, source = {}) => {
      const uploader = startUploader({
        cameras: [{ ...garden(folder), ...source }],
        ...{ target, timeZone: 'Europe/Berlin', log: noting(messages) },
        ...{ now: time.now, schedule: time.schedule, random: () => 0.5 },
        ...options,
      });
      uploaders.push(uploader);
      return uploader;
    },
    abandon: (uploader) => {
      uploaders.splice(uploaders.indexOf(uploader), 1);
      void uploader.close();
    },
    write: async (name, secondsAgo = 0, bytes = jpegOf(name)) => {
      const path = join(folder, name);
      const hidden = join(dirname(path), '.being-written');
      await mkdir(dirname(path), { recursive: true });
      await writeFile(hidden, bytes);
      const at = new Date(time.now().getTime() - secondsAgo * 1000);
      await utimes(hidden, at, at);
      await rename(hidden, path);
      return path;
    },
    attempts: (count) => vi.waitFor(() => expect(target.attempts).toHaveLength(count)),
    files: async () => {
      const found = await readdir(folder, { recursive: true, withFileTypes: true });
      const files = found.filter((entry) => entry.isFile());
      return files.map((file) => join(file.parentPath, file.name).slice(folder.length + 1)).sort();
    },
    close: async () => {
      await Promise.all(uploaders.map((uploader) => uploader.close()));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function garden(folder: string): UploaderFolder {
  const disposal = folderDisposal({ folder, sent: 'delete', leftOut: 'delete' });
  return { folder, camera: 'garden', sampling: 'off', disposal };
}

/** A small file that is a complete JPEG as far as its marks go, and tells its text. */
export function jpegOf(text: string): Uint8Array {
  const comment = Buffer.from(text);
  const head = [0xff, 0xd8, 0xff, 0xfe, 0, comment.length + 2];
  return Buffer.concat([Buffer.from(head), comment, Buffer.from([0xff, 0xda, 0, 2, 0xff, 0xd9])]);
}

/** The same, of ten thousand bytes and more. */
export function bigJpeg(text: string): Uint8Array {
  const small = jpegOf(text);
  return Buffer.concat([small.subarray(0, -2), Buffer.alloc(10_000), small.subarray(-2)]);
}

/** The name that Motion gives a picture, by the generated configuration. */
export function motionName(second: number, { event = 1, frame = 0 } = {}): string {
  const begin = String(20261120000000 + event);
  return `00007${begin}-${second}-${String(frame).padStart(2, '0')}-a320x240x100x80.jpg`;
}

export async function textOf(path: string): Promise<string> {
  return readFile(path, 'utf8');
}

function noting(messages: string[]): Logger {
  const note = (message: string, fields = {}) => messages.push(`${message} ${inspect(fields)}`);
  return { info: note, warn: note, error: note };
}

/** The time of day of pictures, as their keys tell it. */
export function clockOfKeys(keys: Iterable<string>): readonly number[] {
  return [...keys].map((key) => Number(/T(\d{6})Z/.exec(key)?.[1]));
}

export function clockAt(second: number): number {
  return Number(new Date(second * 1000).toISOString().slice(11, 19).replaceAll(':', ''));
}
