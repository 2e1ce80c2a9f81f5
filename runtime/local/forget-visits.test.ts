import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { seenKey, visitKey } from '../../contracts/state-key.ts';
import { surroundings } from '../../test/adapters/surroundings.ts';
import { type TemporaryStore, temporaryStore } from '../../test/adapters/temporary-store.ts';
import { eventually } from '../../test/eventually.ts';
import { keepForgettingVisits } from './forget-visits.ts';

const hour = 60 * 60 * 1000;
const start = Date.parse('2026-11-20T12:00:00Z');

describe('what is noted of a motion event', () => {
  let store: TemporaryStore;
  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    store = await temporaryStore();
  });
  afterEach(async () => {
    vi.useRealTimers();
    await store.close();
  });

  async function put(key: string, hoursAgo: number): Promise<void> {
    await store.blobs.put(key, Buffer.from('{}'));
    const at = new Date(start - hoursAgo * hour);
    await utimes(join(store.folder, key), at, at);
  }

  async function left(): Promise<readonly string[]> {
    const keys: string[] = [];
    for await (const { key } of store.blobs.list('state/')) keys.push(key);
    return keys;
  }

  it('is deleted after two days, at the start and later, and nothing else is', async () => {
    const [old, young, other] = [visitKey('garden', '1'), visitKey('garden', '2'), seenKey('gate')];
    await put(old, 49);
    await put(young, 47);
    await put(other, 1000);
    let now = new Date(start);
    const { log } = surroundings();
    const { stop } = keepForgettingVisits({ dataFolder: store.folder, now: () => now, log });
    await eventually(async () => expect(await left()).toEqual([other, young]));
    now = new Date(start + 24 * hour);
    vi.advanceTimersByTime(24 * hour);
    await stop();
    expect(await left()).toEqual([other]);
  });

  it('may be missing', async () => {
    const { log, lines } = surroundings();
    await keepForgettingVisits({ dataFolder: '/nowhere', now: () => new Date(), log }).stop();
    expect(lines).toEqual([]);
  });
});
