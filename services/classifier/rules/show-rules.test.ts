import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rulesInForceKey } from '../../../contracts/gallery-key.ts';
import { alarmListKey, alarmRulesKey } from '../../../contracts/object-key.ts';
import type { BlobStore } from '../../../runtime/blob-store.ts';
import { surroundings } from '../../../test/adapters/surroundings.ts';
import { type TemporaryStore, temporaryStore } from '../../../test/adapters/temporary-store.ts';
import { ruleSource } from './rule-source.ts';
import { showRules } from './show-rules.ts';

describe('what the page is told of the rules', () => {
  let store: TemporaryStore;
  let asked: string[];
  beforeEach(async () => {
    store = await temporaryStore();
    asked = [];
    await write(alarmListKey, 'Person,,Alarm,70');
  });
  afterEach(() => store.close());

  async function write(key: string, text: string): Promise<void> {
    await store.blobs.put(key, new TextEncoder().encode(text));
  }

  async function shown() {
    const blob = await store.blobs.get(rulesInForceKey);
    return blob && JSON.parse(new TextDecoder().decode(blob.bytes));
  }

  /** A process that judges; each picture is later than the last look at the rules. */
  function start(changes: Partial<BlobStore> = {}) {
    let seconds = 0;
    const { lines, ...others } = surroundings();
    const blobs: BlobStore = {
      ...store.blobs,
      get: (key, options) => {
        asked.push(`get ${key}`);
        return store.blobs.get(key, options);
      },
      put: (key, bytes, options) => {
        asked.push(`put ${key}`);
        return store.blobs.put(key, bytes, options);
      },
      ...changes,
    };
    const now = () => new Date(1_795_161_600_000 + seconds * 1000);
    const labeler = {
      ...{ name: 'test', alarmConfidence: 50 },
      label: () => Promise.reject(new Error('nobody asks')),
      close: async () => undefined,
    };
    const deps = { ...others, ...{ blobs, now, labeler } };
    const source = ruleSource(deps);
    const show = showRules(deps, source);
    const judge = async () => {
      seconds += 5;
      await show({ ...(await source.current()).version, alarmConfidence: 50 });
    };
    return { judge, lines };
  }

  it('is written with the first picture, and asks for nothing with the next', async () => {
    const { judge } = start();
    await judge();
    expect(await shown()).toMatchObject({
      ...{ schemaVersion: 1, alarmConfidence: 50 },
      list: [{ name: 'Person', labels: ['Person'], effect: 'alarm', threshold: 70 }],
    });
    asked.length = 0;
    await judge();
    expect(asked).toEqual([`get ${alarmRulesKey}`, `get ${alarmListKey}`]);
  });

  it('follows the owner’s files', async () => {
    const { judge } = start();
    await judge();
    await write(alarmRulesKey, 'rules: [{ labels: Dog }]');
    await judge();
    expect(await shown()).toMatchObject({ rules: [{ name: 'Dog' }], list: [] });
  });

  it('is not written again by the next process', async () => {
    await start().judge();
    asked.length = 0;
    await start().judge();
    expect(asked.filter((call) => call.startsWith('put'))).toEqual([]);
  });

  it('is never put back by a process that knew only older rules', async () => {
    const [late, early] = [
      start({
        get: async (key, options) => {
          const blob = await store.blobs.get(key, options);
          // Between its looks at the rules and at the page, another one shows newer rules.
          if (key === rulesInForceKey && blob === undefined) {
            await write(alarmListKey, 'Dog,,Alarm');
            await early.judge();
          }
          return blob;
        },
      }),
      start(),
    ];
    await late.judge();
    expect(await shown()).toMatchObject({ list: [{ name: 'Dog' }] });
  });

  it('is written by one of the pictures that come at the same time', async () => {
    const { judge } = start();
    await Promise.all([judge(), judge(), judge()]);
    expect(asked.filter((call) => call.startsWith('put'))).toHaveLength(1);
  });

  it('fails no picture, and is tried again with the next', async () => {
    let isAway = true;
    const { judge, lines } = start({
      put: (key, bytes, options) =>
        isAway ? Promise.reject(new Error('away')) : store.blobs.put(key, bytes, options),
    });
    await judge();
    expect(lines.map(({ message }) => message)).toEqual([
      'the page is not told which rules are in force',
    ]);
    expect(await shown()).toBeUndefined();
    isAway = false;
    await judge();
    expect(await shown()).toMatchObject({ list: [{ name: 'Person' }] });
  });
});
