import { describe, expect, it } from 'vitest';
import type { ImageRejected } from '../contracts/image-event.ts';
import { mutesKey } from '../contracts/state-key.ts';
import { after } from './incidents/notified.ts';
import { phone } from './incidents/phone.ts';

/** Rejected pictures of one camera, one each ten seconds. */
function rejected(count: number, more: Partial<ImageRejected> = {}, from = 0) {
  return Array.from({ length: count }, (_, n) => ({
    ...{ imageId: `${more.camera ?? 'garden'}-${from + n}`, ...more },
    capturedAt: after(10 * (from + n)).toISOString(),
  }));
}

function firstLines(alerts: readonly { text: string }[]): readonly (string | undefined)[] {
  return alerts.map(({ text }) => text.split('\n')[0]);
}

describe('pictures that cannot be read', () => {
  it('are told of at once, and those that follow together when the time is over', async () => {
    const { start, reject, pass, workOff, alerts } = await phone();
    const process = await start();
    await reject(...rejected(1));
    await workOff(process);
    expect(alerts).toMatchObject([
      {
        ...{ kind: 'rejected', camera: 'garden' },
        subject: '⚠️ Error processing image ⚠️ garden',
      },
    ]);
    await reject(...rejected(12, {}, 1), ...rejected(5, { reason: 'empty' }, 13));
    await workOff(process);
    pass(3599);
    await workOff(process);
    expect(alerts).toHaveLength(1);
    pass(2);
    await workOff(process);
    pass(24 * 3600);
    await workOff(process);
    expect(firstLines(alerts)).toEqual([
      'A picture of garden could not be read.',
      '17 more pictures of garden could not be read: 12 truncated, 5 empty.',
    ]);
    expect(alerts[1]?.text).toContain('Taken 20 Nov 2026, 15:02:50');
  });

  it('are told of again at once after a quiet time', async () => {
    const { start, reject, pass, workOff, alerts } = await phone();
    const process = await start();
    await reject(...rejected(1));
    await workOff(process);
    pass(3600);
    await reject(...rejected(1, {}, 1));
    await workOff(process);
    pass(3 * 3600);
    await reject(...rejected(1, {}, 2));
    await workOff(process);
    expect(firstLines(alerts)).toEqual([
      'A picture of garden could not be read.',
      '1 more picture of garden could not be read.',
      'A picture of garden could not be read.',
    ]);
  });

  it('are told of one by one for whoever wants that', async () => {
    const { start, reject, workOff, alerts } = await phone({ policy: { rejectedMinutes: 0 } });
    await reject(...rejected(3));
    await workOff(await start());
    expect(firstLines(alerts)).toEqual(
      Array.from({ length: 3 }, () => 'A picture of garden could not be read.'),
    );
  });

  it('are counted for each camera by itself', async () => {
    const { start, reject, workOff, alerts } = await phone();
    await reject(...rejected(2), ...rejected(2, { camera: 'gate' }));
    await workOff(await start());
    expect(alerts.map(({ camera }) => camera)).toEqual(['garden', 'gate']);
  });

  it('are the same messages for five notifiers at once, and when all come twice', async () => {
    const { start, reject, pass, workOff, alerts } = await phone();
    const processes = await Promise.all(Array.from({ length: 5 }, () => start()));
    await reject(...rejected(30), ...rejected(30));
    await workOff(...processes);
    expect(alerts).toHaveLength(1);
    pass(3601);
    await workOff(...processes);
    await reject(...rejected(30));
    await workOff(...processes);
    expect(firstLines(alerts)).toEqual([
      'A picture of garden could not be read.',
      '29 more pictures of garden could not be read: 29 truncated.',
    ]);
  });

  it('cost two writes when they are told of, and one when they are counted', async () => {
    const { start, reject, workOff } = await phone();
    const calls: string[] = [];
    const process = await start(({ blobs, ...others }) => ({
      ...others,
      blobs: {
        ...blobs,
        get: (...args) => {
          calls.push('get');
          return blobs.get(...args);
        },
        put: (...args) => {
          calls.push('put');
          return blobs.put(...args);
        },
      },
    }));
    await reject(...rejected(1));
    await workOff(process);
    expect(calls).toEqual(['get', 'put', 'put']);
    calls.length = 0;
    await reject(...rejected(3, {}, 1));
    await workOff(process);
    expect(calls).toEqual(['put', 'put', 'put']);
  });

  it('are told of while the alarms are off, and however late they come', async () => {
    const { start, reject, pass, workOff, alerts, blobs } = await phone();
    const mutes = { schemaVersion: 1, disarmedAt: after(0).toISOString(), snoozes: [] };
    await blobs.put(mutesKey, Buffer.from(JSON.stringify(mutes)));
    pass(5 * 3600);
    await reject(...rejected(1));
    await workOff(await start());
    expect(alerts).toHaveLength(1);
  });
});
