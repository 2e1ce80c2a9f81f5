import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { alarmListKey, alarmRulesKey } from '../../../contracts/object-key.ts';
import { surroundings } from '../../../test/adapters/surroundings.ts';
import { type TemporaryStore, temporaryStore } from '../../../test/adapters/temporary-store.ts';
import { ruleSource } from './rule-source.ts';

const dogs = 'rules: [{ labels: Dog }]';
const withList = 'list: true\nrules: [{ labels: Dog }]';

describe('alarms.yaml as a source of rules', () => {
  let store: TemporaryStore;
  beforeEach(async () => {
    store = await temporaryStore();
    await write(alarmListKey, 'Person,,Alarm');
  });
  afterEach(() => store.close());

  async function write(key: string, text: string): Promise<string> {
    const put = await store.blobs.put(key, new TextEncoder().encode(text));
    if (put.outcome !== 'stored') throw new Error('it was not stored');
    return put.etag;
  }

  async function remove(key: string): Promise<void> {
    const blob = await store.blobs.get(key);
    await store.blobs.delete(key, blob?.etag ?? '');
  }

  function open() {
    let seconds = 0;
    const reads: string[] = [];
    const { lines, ...others } = surroundings();
    const source = ruleSource({
      ...others,
      now: () => new Date(1_795_161_600_000 + seconds * 1000),
      blobs: {
        ...store.blobs,
        get: (key, ...more) => {
          reads.push(key);
          return store.blobs.get(key, ...more);
        },
      },
    });
    return {
      reads,
      /** What rings after the next look. */
      next: async () => {
        seconds += 5;
        const { rules, version } = await source.current();
        return { labels: rules.rules.flatMap(({ labels }) => labels), version };
      },
      logged: () => lines.map(({ level, message }) => `${level}: ${message}`),
      told: () => lines.map(({ fields }) => fields),
    };
  }

  it('counts alone where it exists, and says which version', async () => {
    const etag = await write(alarmRulesKey, dogs);
    const { next, reads } = open();
    expect(await next()).toEqual({ labels: ['Dog'], version: { source: alarmRulesKey, etag } });
    expect(reads).toEqual([alarmRulesKey]);
  });

  it('takes the rows of the list as well when it says so', async () => {
    const etag = await write(alarmRulesKey, withList);
    const { next, reads } = open();
    const list = (await store.blobs.get(alarmListKey))?.etag;
    const version = { source: alarmRulesKey, etag, list: { etag: list } };
    expect(await next()).toEqual({ labels: ['Dog', 'Person'], version });
    expect(reads).toEqual([alarmRulesKey, alarmListKey]);
    await write(alarmListKey, 'Cat,,Alarm');
    expect((await next()).labels).toEqual(['Dog', 'Cat']);
    await write(alarmListKey, 'nonsense');
    expect((await next()).labels).toEqual(['Dog', 'Cat']);
    await remove(alarmListKey);
    expect((await next()).labels).toEqual(['Dog', 'Cat']);
  });

  it('leaves it to the list where there is none, and when it is taken away', async () => {
    const { next, logged } = open();
    expect((await next()).version.source).toBe(alarmListKey);
    await write(alarmRulesKey, dogs);
    expect((await next()).labels).toEqual(['Dog']);
    await remove(alarmRulesKey);
    expect(await next()).toMatchObject({ labels: ['Person'], version: { source: alarmListKey } });
    expect(logged()).toEqual(['warn: alarm rules gone, the alarm list counts again']);
  });

  it.each(['rules: [', 'rules: [{ labels: Dog, colour: red }]', '', 'Person,,Alarm'])(
    'is not replaced by %j, and says so once, with every problem',
    async (bad) => {
      await write(alarmRulesKey, dogs);
      const { next, logged, told } = open();
      const good = await next();
      await write(alarmRulesKey, bad);
      for (let look = 0; look < 3; look += 1) expect(await next()).toEqual(good);
      expect(logged()).toEqual(['error: alarm rules unreadable, the last good ones stay in force']);
      expect(told()[0]).toMatchObject({ key: alarmRulesKey, problems: [{ line: 1 }] });
      const etag = await write(alarmRulesKey, 'rules: [{ labels: Cat }]');
      expect(await next()).toMatchObject({ labels: ['Cat'], version: { etag } });
    },
  );

  it('does not fall back on the list when it is bad from the start', async () => {
    await write(alarmRulesKey, 'rules: [');
    const { next, logged } = open();
    for (let look = 0; look < 2; look += 1) await expect(next()).rejects.toThrow(alarmRulesKey);
    expect(logged()).toEqual([
      'error: alarm rules unreadable, pictures wait until they are mended',
    ]);
    await write(alarmRulesKey, dogs);
    expect((await next()).labels).toEqual(['Dog']);
  });

  it('keeps the list in force while a first alarms.yaml is bad', async () => {
    const { next } = open();
    await next();
    await write(alarmRulesKey, 'rules: [');
    expect((await next()).labels).toEqual(['Person']);
  });

  it('waits for the list that it asks for', async () => {
    await write(alarmRulesKey, withList);
    await remove(alarmListKey);
    const { next, logged } = open();
    await expect(next()).rejects.toThrow(alarmListKey);
    expect(logged()).toEqual(['error: alarm list missing']);
    await write(alarmListKey, 'Person,,Alarm');
    expect((await next()).labels).toEqual(['Dog', 'Person']);
  });

  it('warns of what does nothing, once for each version', async () => {
    await write(alarmRulesKey, 'rules: [{ labels: Persn }]');
    const { next, logged } = open();
    await next();
    await next();
    expect(logged()).toEqual(['warn: alarm rules have parts that do nothing']);
  });
});
