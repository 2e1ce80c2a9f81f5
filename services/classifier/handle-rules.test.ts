import sharp from 'sharp';
import * as v from 'valibot';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { rulesInForceKey } from '../../contracts/gallery-key.ts';
import type { DomainEvent } from '../../contracts/image-event.ts';
import type { ImageRecord } from '../../contracts/image-record.ts';
import type { Label } from '../../contracts/label.ts';
import { alarmListKey, alarmRulesKey, profileSwitchesKey } from '../../contracts/object-key.ts';
import { RulesInForceSchema } from '../../contracts/rules-in-force.ts';
import type { CreatedObject } from '../../contracts/s3-notification.ts';
import { grantedBlobStore } from '../../runtime/granted-blob-store.ts';
import type { LabelOptions } from '../../runtime/labeler.ts';
import { surroundings } from '../../test/adapters/surroundings.ts';
import { type TemporaryStore, temporaryStore } from '../../test/adapters/temporary-store.ts';
import consumer from './consumer.ts';
import { createHandle } from './handle.ts';

const twoGates = `rules:
  - { name: somebody, labels: Person, threshold: 75, min_score: 40, severity: critical, tell: me }
  - { name: animals, labels: Dog, threshold: 60 }
`;

describe('the classifier with alarms.yaml', () => {
  let store: TemporaryStore;
  let picture: Uint8Array;
  let uploads = 0;

  beforeAll(async () => {
    const create = { width: 160, height: 120, channels: 3, background: 'red' } as const;
    picture = await sharp({ create }).jpeg().toBuffer();
  });
  beforeEach(async () => {
    store = await temporaryStore();
    await put(alarmListKey, 'Dog,,Alarm,5');
    await put(alarmRulesKey, twoGates);
  });
  afterEach(() => store.close());

  async function put(key: string, body: string | Uint8Array, metadata = {}): Promise<string> {
    const result = await store.blobs.put(key, Buffer.from(body), { metadata });
    if (result.outcome !== 'stored') throw new Error(`${key} was not stored`);
    return result.etag;
  }

  async function upload(motionEvent?: string): Promise<CreatedObject> {
    uploads += 1;
    const key = `upload/garden/20261120140211-${uploads}.jpg`;
    const metadata = motionEvent === undefined ? {} : { 'motion-event': motionEvent };
    const etag = await put(key, picture, metadata);
    return { bucket: 'pictures', key, etag, sizeBytes: picture.length };
  }

  /** A classifier with the rights that it has, who sees a person this sure in every picture. */
  function start(confidence: number) {
    const asked: (LabelOptions | undefined)[] = [];
    const events: DomainEvent[] = [];
    const label: Label = {
      ...{ name: 'Person', confidence, instances: [], parents: [], aliases: [], categories: [] },
    };
    const blobs = grantedBlobStore(store.blobs, consumer.grants, 'intellicam');
    const handle = createHandle({
      ...surroundings(),
      blobs,
      timers: { later: () => Promise.reject(new Error('nobody has to wait')) },
      events: {
        publish: async (published) => {
          events.push(...published);
        },
      },
      labeler: {
        ...{ name: 'test', alarmConfidence: 50, close: async () => undefined },
        label: async (_, options) => {
          asked.push(options);
          return [label];
        },
      },
    });
    return { handle, asked, events };
  }

  async function keysBelow(prefix: string): Promise<string[]> {
    const keys = [];
    for await (const { key } of store.blobs.list(prefix)) keys.push(key);
    return keys;
  }

  it('asks the labeler for the least that a rule can use', async () => {
    const { handle, asked } = start(90);
    await handle(await upload());
    await put(alarmRulesKey, twoGates.replace('rules:', 'list: true\nrules:'));
    const other = start(90);
    await other.handle(await upload());
    expect([...asked, ...other.asked]).toEqual([{ leastConfidence: 40 }, { leastConfidence: 5 }]);
  });

  it('tells the page what rings, with the rights that it has', async () => {
    const { handle } = start(90);
    await handle(await upload());
    const blob = await store.blobs.get(rulesInForceKey);
    expect(
      v.parse(RulesInForceSchema, JSON.parse(Buffer.from(blob?.bytes ?? []).toString())),
    ).toMatchObject({
      ...{ alarmConfidence: 50, rules: [{ name: 'somebody' }, { name: 'animals' }], list: [] },
      timeZone: surroundings().settings.timeZone,
    });
  });

  it('tells how much it matters and whom to tell, and records what judged and why', async () => {
    const { handle, events } = start(90);
    await handle(await upload());
    const match = { rule: 'somebody', label: 'Person', severity: 'critical', tell: ['me'] };
    expect(events).toMatchObject([
      { detail: { outcome: 'alarm', severity: 'critical', matches: [match] } },
    ]);
    const [key = ''] = await keysBelow('records/');
    const blob = await store.blobs.get(key);
    const record: ImageRecord = JSON.parse(new TextDecoder().decode(blob?.bytes));
    const etag = (await store.blobs.get(alarmRulesKey))?.etag;
    expect(record.rules).toEqual({ source: alarmRulesKey, etag, alarmConfidence: 50 });
    expect(record.trace).toMatchObject([{ rule: 'somebody', result: 'alarm' }]);
  });

  it('rings with the second picture of a motion event between the gates', async () => {
    const { handle, events } = start(60);
    const outcomes = [];
    for (const event of ['7', '8', '7']) outcomes.push((await handle(await upload(event))).outcome);
    expect(outcomes).toEqual(['quiet', 'quiet', 'alarm']);
    expect(events[2]).toMatchObject({ detail: { matches: [{ rule: 'somebody' }] } });
  });

  it('does not take the same picture for a second one', async () => {
    const object = await upload('7');
    const next = start(60);
    const { put: write } = store.blobs;
    // It dies after the note and before the record.
    store = {
      ...store,
      blobs: {
        ...store.blobs,
        put: (key, ...more) =>
          key.startsWith('records/') ? Promise.reject(new Error('died')) : write(key, ...more),
      },
    };
    await expect(start(60).handle(object)).rejects.toThrow('died');
    expect(await keysBelow('state/visits/')).toHaveLength(1);
    expect(await next.handle(object)).toMatchObject({ outcome: 'quiet' });
  });

  it('rings at least once when two pictures come at the same time', async () => {
    const [one, other] = [await upload('7'), await upload('7')];
    const outcomes = await Promise.all([start(60).handle(one), start(60).handle(other)]);
    expect(outcomes.map(({ outcome }) => outcome)).toContain('alarm');
  });

  it.each([
    ['of what rings by itself', 90, '7'],
    ['of what is below both gates', 30, '7'],
    ['without a motion event', 60, undefined],
  ])('notes nothing %s', async (_, confidence, event) => {
    await start(confidence).handle(await upload(event));
    expect(await keysBelow('state/')).toEqual([]);
  });

  it('judges by the profile that was on by hand when it was taken, and records it', async () => {
    const rules = 'profiles: { away: {} }\nrules: [{ labels: Person, profiles: away }]\n';
    await put(alarmRulesKey, rules);
    const { handle } = start(90);
    expect(await handle(await upload())).toMatchObject({ outcome: 'quiet' });
    const switches = [
      { at: '2026-11-20T13:02:00.000Z', profile: 'away' },
      { at: '2026-11-20T13:03:00.000Z' },
    ];
    await put(profileSwitchesKey, JSON.stringify({ schemaVersion: 1, switches }));
    const other = start(90);
    const { imageId } = await other.handle(await upload());
    const blob = await store.blobs.get(`records/garden/2026-11-20/${imageId}.json`);
    const record: ImageRecord = JSON.parse(new TextDecoder().decode(blob?.bytes));
    expect(record.event).toMatchObject({ detail: { outcome: 'alarm' } });
    expect(record.profiles).toEqual({ on: ['away'], byHand: { profile: 'away' } });
  });

  it('lets a picture wait rather than judge it by the list while its rules are bad', async () => {
    await put(alarmRulesKey, 'rules: [');
    const { handle, asked } = start(90);
    await expect(handle(await upload())).rejects.toThrow(alarmRulesKey);
    // Nobody has paid for labels that no rule judges.
    expect(asked).toEqual([]);
    expect(await keysBelow('records/')).toEqual([]);
  });
});
