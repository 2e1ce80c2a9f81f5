import { describe, expect, it } from 'vitest';
import { mutesKey } from '../contracts/state-key.ts';
import { phone, visit } from './incidents/phone.ts';

function kinds(alerts: readonly { camera: string; kind: string }[]): readonly string[] {
  return alerts.map(({ camera, kind }) => `${camera} ${kind}`);
}

describe('thirty alarms of one visit in a minute', () => {
  it('are one message and one digest', async () => {
    const { start, send, pass, workOff, alerts, remembered } = await phone();
    const process = await start();
    for (const alarm of visit('garden', 30)) {
      await send(alarm);
      await workOff(process);
      pass(2);
    }
    expect(kinds(alerts)).toEqual(['garden alarm']);
    pass(239);
    await workOff(process);
    expect(alerts).toHaveLength(1);
    pass(2);
    await workOff(process);
    pass(3600);
    await workOff(process);
    expect(kinds(alerts)).toEqual(['garden alarm', 'garden digest']);
    expect(alerts[1]?.subject).toBe('Garden: 29 more pictures until 15:05');
    const [incident] = (await remembered()).incidents;
    expect(incident?.pictures.map(({ delivery }) => delivery.state)).toEqual([
      'sent',
      ...Array.from({ length: 29 }, () => 'held'),
    ]);
  });

  it('of two cameras are two of each', async () => {
    const { start, send, pass, workOff, alerts } = await phone();
    const process = await start();
    await send(...visit('garden', 30), ...visit('gate', 30));
    await workOff(process);
    pass(301);
    await workOff(process);
    expect(kinds(alerts).toSorted()).toEqual([
      ...['garden alarm', 'garden digest', 'gate alarm', 'gate digest'],
    ]);
  });

  it('are the same though each finds the notifier started anew', async () => {
    const { start, send, pass, workOff, alerts } = await phone();
    for (const alarm of visit('garden', 30)) {
      await send(alarm);
      await workOff(await start());
      pass(2);
    }
    pass(241);
    await workOff(await start());
    expect(kinds(alerts)).toEqual(['garden alarm', 'garden digest']);
    expect(alerts[1]?.subject).toContain('29 more pictures');
  });

  it('are the same for five notifiers at once, and when all come twice', async () => {
    const { start, send, pass, workOff, alerts } = await phone();
    const processes = await Promise.all(Array.from({ length: 5 }, () => start()));
    await send(...visit('garden', 30), ...visit('garden', 30));
    await workOff(...processes);
    pass(301);
    await workOff(...processes);
    expect(kinds(alerts)).toEqual(['garden alarm', 'garden digest']);
    expect(alerts[1]?.subject).toContain('29 more pictures');
  });
});

describe('the owner’s wish for silence', () => {
  const mute = (mutes: object) => Buffer.from(JSON.stringify({ schemaVersion: 1, ...mutes }));

  it('keeps back what a snoozed camera sees, and no other', async () => {
    const { start, send, workOff, pass, alerts, blobs } = await phone();
    const snoozes = [{ camera: 'garden', until: '2026-11-20T14:30:00.000Z' }];
    await blobs.put(mutesKey, mute({ snoozes }));
    const process = await start();
    await send(...visit('garden', 3), ...visit('gate', 1));
    await workOff(process);
    expect(kinds(alerts)).toEqual(['gate alarm']);
    pass(1801);
    await workOff(process);
    expect(kinds(alerts)).toEqual(['gate alarm', 'garden digest']);
    expect(alerts[1]?.text).toContain('3 while this was snoozed');
  });

  it('that cannot be read is none: everything rings, and the log says why', async () => {
    const { start, send, workOff, alerts, blobs, lines } = await phone();
    await blobs.put(mutesKey, Buffer.from('nonsense'));
    await send(...visit('garden', 1));
    await workOff(await start());
    expect(kinds(alerts)).toEqual(['garden alarm']);
    expect(lines[0]).toMatchObject({ level: 'warn', fields: { key: mutesKey } });
  });
});

it('rings for nothing of a backlog, and counts it in what is told next', async () => {
  const { start, send, workOff, pass, alerts } = await phone();
  const process = await start();
  pass(2 * 3600);
  await send(...visit('garden', 10));
  await workOff(process);
  pass(3600);
  await workOff(process);
  expect(alerts).toEqual([]);
  await send(...visit('garden', 2, (3 * 3600) / 2));
  await workOff(process);
  pass(301);
  await workOff(process);
  expect(kinds(alerts)).toEqual(['garden alarm', 'garden digest']);
  expect(alerts[1]?.text).toContain('10 arrived too late to ring');
  expect(alerts[1]?.text).toContain('1 of a visit that had rung already');
});
