import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { workspace } from '../../../test/workspace.ts';
import type { UploaderHealth } from '../uploader.ts';
import { readStatus, statusFile } from './status-file.ts';

const start = new Date('2026-11-20T13:00:00.000Z');
const camera = {
  backlogPictures: 3,
  backlogBytes: 300,
  sent: 1,
  leftOut: 0,
  dropped: 0,
  refused: 0,
};
const sending: UploaderHealth = {
  cameras: { garden: { ...camera, lastPictureAt: start } },
  state: 'sending',
};
const waiting: UploaderHealth = { ...sending, state: 'waiting', failure: 'unreachable' };

describe('the status file', () => {
  async function daemon() {
    const { root } = await workspace();
    const path = join(root, 'status.json');
    const warnings: string[] = [];
    const log = {
      info: () => undefined,
      warn: (message: string) => warnings.push(message),
      error: () => undefined,
    };
    let now = start;
    const writer = statusFile({ path, log, now: () => now });
    const at = (seconds: number, health: UploaderHealth) => {
      now = new Date(start.getTime() + seconds * 1000);
      writer.update(health);
    };
    const read = (seconds = 0) => readStatus(path, new Date(now.getTime() + seconds * 1000));
    return { path, warnings, at, read, text: () => readFileSync(path, 'utf8') };
  }

  it('tells what the uploader knows', async () => {
    const { at, read } = await daemon();
    at(0, sending);
    expect(read()).toMatchObject({
      running: true,
      status: {
        pid: process.pid,
        writtenAt: start.toISOString(),
        cameras: { garden: { ...camera, lastPictureAt: start.toISOString() } },
      },
    });
  });

  it('is written when something changed, and now and then when nothing did', async () => {
    const { at, read, path } = await daemon();
    at(0, sending);
    writeFileSync(path, '');
    at(29, sending);
    expect(read()).toEqual({ running: false });
    at(30, sending);
    expect(read()).toMatchObject({ running: true });
    writeFileSync(path, '');
    at(31, { ...sending, cameras: { garden: { ...camera, sent: 2 } } });
    expect(read()).toMatchObject({ status: { cameras: { garden: { sent: 2 } } } });
  });

  it('remembers since when a trouble lasts, and forgets it when it is over', async () => {
    const { at, read } = await daemon();
    at(10, waiting);
    at(20, { ...waiting, nextAttemptAt: start });
    const since = new Date(start.getTime() + 10_000).toISOString();
    expect(read()).toMatchObject({ status: { trouble: { failure: 'unreachable', since } } });
    at(30, sending);
    expect(read().status?.trouble).toBeUndefined();
    at(40, waiting);
    const again = new Date(start.getTime() + 40_000).toISOString();
    expect(read()).toMatchObject({ status: { trouble: { since: again } } });
  });

  it('knows a daemon that ended or hangs from one that is idle', async () => {
    const { at, read, text, path } = await daemon();
    at(0, sending);
    expect(read(100)).toMatchObject({ running: true });
    expect(read(130)).toMatchObject({ running: false, status: { pid: process.pid } });
    // No process has the number 0 for others, and none so large a one.
    writeFileSync(path, text().replace(`"pid":${process.pid}`, '"pid":99999999'));
    expect(read()).toMatchObject({ running: false });
  });

  it.each(['', 'hello', '{"schemaVersion":1}', '{"schemaVersion":2}'])(
    'finds no daemon in a file of %s',
    async (text) => {
      const { path, read } = await daemon();
      writeFileSync(path, text);
      expect(read()).toEqual({ running: false });
    },
  );

  it('warns and goes on when it cannot be written', async () => {
    const { root } = await workspace();
    const warnings: string[] = [];
    const log = {
      info: () => undefined,
      warn: (message: string) => warnings.push(message),
      error: () => undefined,
    };
    const path = join(root, 'missing', 'status.json');
    statusFile({ path, log, now: () => start }).update(sending);
    expect(warnings).toEqual(['status not written']);
  });
});
