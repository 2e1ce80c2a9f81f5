import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { surroundings } from '../../../test/adapters/surroundings.ts';
import { type TemporaryStore, temporaryStore } from '../../../test/adapters/temporary-store.ts';
import { ruleSource } from './rule-source.ts';

const key = 'config/reko_alarms.csv';

describe('the alarm list as a source of rules', () => {
  let store: TemporaryStore;
  beforeEach(async () => {
    store = await temporaryStore();
  });
  afterEach(() => store.close());

  async function write(list: string): Promise<string> {
    const put = await store.blobs.put(key, new TextEncoder().encode(list));
    if (put.outcome !== 'stored') throw new Error('the list was not stored');
    return put.etag;
  }

  function open() {
    let seconds = 0;
    let reads = 0;
    const { lines, ...others } = surroundings();
    const source = ruleSource({
      ...others,
      now: () => new Date(1_795_161_600_000 + seconds * 1000),
      blobs: {
        ...store.blobs,
        get: (name, ...more) => {
          if (name === key) reads += 1;
          return store.blobs.get(name, ...more);
        },
      },
    });
    return {
      source,
      labels: async () => (await source.current()).rules.rules.flatMap((rule) => rule.labels),
      elapse: (more: number) => {
        seconds += more;
      },
      reads: () => reads,
      logged: (level: string) =>
        lines.filter((line) => line.level === level).map(({ message }) => message),
    };
  }

  it('reads the list once for a burst of pictures', async () => {
    await write('Person,,Alarm');
    const { labels, reads } = open();
    const burst = await Promise.all(Array.from({ length: 20 }, labels));
    expect(burst).toEqual(Array(20).fill(['Person']));
    await labels();
    expect(reads()).toBe(1);
  });

  it('takes a change after five seconds', async () => {
    await write('Person,,Alarm');
    const { labels, elapse, reads } = open();
    await labels();
    await write('Dog,,Alarm');
    elapse(4.9);
    expect(await labels()).toEqual(['Person']);
    elapse(0.1);
    expect(await labels()).toEqual(['Dog']);
    expect(reads()).toBe(2);
  });

  it.each(['', 'Person;;Alarm', '<html>', '\0\0\0'])(
    'keeps the last good list when the new one is %j, and says so once',
    async (bad) => {
      await write('Person,,Alarm');
      const { labels, elapse, logged } = open();
      await labels();
      await write(bad);
      for (let check = 0; check < 3; check += 1) {
        elapse(5);
        expect(await labels()).toEqual(['Person']);
      }
      expect(logged('error')).toHaveLength(1);
    },
  );

  it('says so of each list that is bad', async () => {
    await write('Person,,Alarm');
    const { labels, elapse, logged } = open();
    await labels();
    for (const bad of ['bad', 'worse', 'bad']) {
      await write(bad);
      elapse(5);
      await labels();
    }
    expect(logged('error')).toHaveLength(3);
  });

  it('says so again when the same mistake comes back after the good list did', async () => {
    await write('Person,,Alarm');
    const { labels, elapse, logged } = open();
    await labels();
    for (const list of ['bad', 'Person,,Alarm', 'bad']) {
      await write(list);
      elapse(5);
      await labels();
    }
    expect(logged('error')).toHaveLength(2);
  });

  it('takes a good list after a bad one', async () => {
    await write('Person,,Alarm');
    const { labels, elapse } = open();
    await labels();
    await write('bad');
    elapse(5);
    await labels();
    await write('Dog,,Alarm');
    elapse(5);
    expect(await labels()).toEqual(['Dog']);
  });

  it('keeps the last good list when it is deleted, and says so once', async () => {
    const etag = await write('Person,,Alarm');
    const { labels, elapse, logged } = open();
    await labels();
    await store.blobs.delete(key, etag);
    for (let check = 0; check < 3; check += 1) {
      elapse(5);
      expect(await labels()).toEqual(['Person']);
    }
    expect(logged('error')).toEqual(['alarm list missing']);
  });

  it('fails until there is a list, and says so once', async () => {
    const { labels, elapse, logged } = open();
    await expect(labels()).rejects.toThrow(key);
    await expect(labels()).rejects.toThrow(key);
    expect(logged('error')).toEqual(['alarm list missing']);
    await write('bad');
    elapse(5);
    await expect(labels()).rejects.toThrow(key);
    await write('Person,,Alarm');
    elapse(5);
    expect(await labels()).toEqual(['Person']);
  });

  it('uses what can be read of a list, and warns of the rest', async () => {
    await write('Person,,Alarm\nCar,,Loud');
    const { labels, logged } = open();
    expect(await labels()).toEqual(['Person']);
    expect(logged('warn')).toEqual(['alarm list has rows that cannot be read']);
    expect(logged('error')).toEqual([]);
  });

  it('warns of a list that can never ring', async () => {
    await write('Person,,Quiet');
    const { labels, logged } = open();
    expect(await labels()).toEqual(['Person']);
    expect(logged('warn')).toEqual(['alarm list has no row that says Alarm']);
  });

  it('reads again at once after the store failed', async () => {
    await write('Person,,Alarm');
    let failing = true;
    const source = ruleSource({
      ...surroundings(),
      blobs: {
        ...store.blobs,
        get: (...call) =>
          failing ? Promise.reject(new Error('throttled')) : store.blobs.get(...call),
      },
    });
    await expect(source.current()).rejects.toThrow('throttled');
    failing = false;
    expect((await source.current()).rules.rules).toHaveLength(1);
  });
});
