import { existsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseCameraHeartbeat } from '../../../contracts/camera-heartbeat.ts';
import { workspace } from '../../../test/workspace.ts';
import { type OutgoingPicture, SendError } from '../picture-target.ts';
import type { UploaderHealth } from '../uploader.ts';
import { diskFreeBytes, temperatureCelsius } from './machine-facts.ts';
import { sendHeartbeats } from './send-heartbeats.ts';

const now = () => new Date('2026-11-20T13:00:00.000Z');
const idle = { backlogPictures: 0, backlogBytes: 0, sent: 9, leftOut: 4, dropped: 1, refused: 0 };
const busy = { ...idle, backlogPictures: 2, backlogBytes: 200, lastPictureAt: now() };
const sending: UploaderHealth = { cameras: { garden: busy, gate: idle }, state: 'sending' };

async function beat({ health = sending, stopping = false, failing = false } = {}) {
  const sent: OutgoingPicture[] = [];
  const warnings: string[] = [];
  await sendHeartbeats({
    cameras: [
      { name: 'garden', folder: tmpdir() },
      { name: 'gate', folder: '/nowhere/gate' },
    ],
    target: {
      send: async (picture) => {
        sent.push(picture);
        if (failing) throw new SendError('unreachable', 'send the heartbeat: nobody is there');
        return 'stored';
      },
    },
    ...{ health, clockOffsetSeconds: 2, stopping, now },
    log: {
      info: () => undefined,
      warn: (message) => warnings.push(message),
      error: () => undefined,
    },
  });
  const told = sent.map(({ bytes }) => parseCameraHeartbeat(new TextDecoder().decode(bytes)));
  return { sent, told, warnings };
}

describe('a heartbeat', () => {
  it('is sent for each camera and replaces its last', async () => {
    const { sent } = await beat();
    expect(sent).toMatchObject([
      {
        key: 'state/cameras/garden/heartbeat.json',
        contentType: 'application/json',
        replace: true,
      },
      { key: 'state/cameras/gate/heartbeat.json', replace: true },
    ]);
  });

  it('tells what the uploader and the machine know', async () => {
    const { told } = await beat();
    expect(told[0]).toMatchObject({
      ...{ schemaVersion: 1, camera: 'garden', at: '2026-11-20T13:00:00.000Z' },
      ...{ backlogPictures: 2, backlogBytes: 200, sent: 9, leftOut: 4, dropped: 1, refused: 0 },
      ...{ lastPictureAt: '2026-11-20T13:00:00.000Z', clockOffsetSeconds: 2 },
      diskFreeBytes: expect.any(Number),
    });
    expect(told[0]?.version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(told[0]).not.toHaveProperty('stopping');
  });

  it('says that the uploader was told to end', async () => {
    expect((await beat({ stopping: true })).told).toMatchObject([
      { stopping: true },
      { stopping: true },
    ]);
  });

  it('is not sent again when it fails, and the others are not tried', async () => {
    const { sent, warnings } = await beat({ failing: true });
    expect(sent).toHaveLength(1);
    expect(warnings).toEqual(['heartbeat not sent']);
  });

  it('makes no attempts of its own while pictures wait for the network', async () => {
    expect((await beat({ health: { ...sending, state: 'waiting' } })).sent).toEqual([]);
    const nothingWaits = { cameras: { garden: idle }, state: 'waiting' } as const;
    expect((await beat({ health: nothingWaits })).sent).toHaveLength(1);
  });
});

describe('the facts of the machine', () => {
  it.each([
    ['48312\n', 48.3],
    ['-5000', -5],
    ['warm', undefined],
    ['', undefined],
  ])('read the temperature in %j', async (text, celsius) => {
    const { root } = await workspace();
    writeFileSync(join(root, 'temp'), text);
    expect(await temperatureCelsius(join(root, 'temp'))).toBe(celsius);
  });

  it('tell no temperature where there is no thermometer', async () => {
    expect(await temperatureCelsius('/nowhere/temp')).toBeUndefined();
  });

  it('tell what is free where a folder will be', async () => {
    expect(existsSync('/nowhere')).toBe(false);
    expect(await diskFreeBytes('/nowhere/a/b')).toBe(await diskFreeBytes('/'));
    expect(await diskFreeBytes('/')).toBeGreaterThan(0);
  });
});
