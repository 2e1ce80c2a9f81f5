import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { monthlySpendKey } from '../../../contracts/state-key.ts';
import { defaultLabelingPolicy } from '../../../runtime/labeling-policy.ts';
import { surroundings } from '../../../test/adapters/surroundings.ts';
import { type TemporaryStore, temporaryStore } from '../../../test/adapters/temporary-store.ts';
import { labelBudget } from './label-budget.ts';

const november = monthlySpendKey('2026-11');

describe("the month's budget", () => {
  let store: TemporaryStore;
  beforeEach(async () => {
    store = await temporaryStore();
  });
  afterEach(() => store.close());

  function open(monthlyPictures: number | undefined) {
    let requests = 0;
    let now = new Date('2026-11-30T23:59:00Z');
    const counted =
      <Args extends readonly unknown[], Answer>(call: (...args: Args) => Answer) =>
      (...args: Args) => {
        requests += 1;
        return call(...args);
      };
    const { settings, lines, ...others } = surroundings();
    const { get, put } = store.blobs;
    const budget = labelBudget({
      ...others,
      now: () => now,
      settings: { ...settings, labeling: { ...defaultLabelingPolicy, monthlyPictures } },
      blobs: { ...store.blobs, get: counted(get), put: counted(put) },
    });
    return {
      ...{ budget, lines },
      requests: () => requests,
      until: (instant: string) => {
        now = new Date(instant);
      },
    };
  }

  async function taken(budget: ReturnType<typeof open>['budget'], pictures: number) {
    const answers = await Promise.all(Array.from({ length: pictures }, () => budget.take()));
    return answers.filter(Boolean).length;
  }

  it('is asked for in no request where there is no limit', async () => {
    const { budget, requests } = open(undefined);
    expect([await taken(budget, 100), requests()]).toEqual([100, 0]);
  });

  it('costs most pictures no request', async () => {
    const { budget, requests } = open(1000);
    for (let n = 0; n < 100; n += 1) expect(await budget.take()).toBe(true);
    // One to read, and one for each block.
    expect(requests()).toBeLessThan(20);
  });

  it('is set aside in vain by about as much as is used', async () => {
    for (const [used, reserved] of [
      [1, 1],
      [2, 3],
      [8, 15],
      [16, 25],
    ] as const) {
      const before = await store.blobs.get(november);
      if (before !== undefined) await store.blobs.delete(november, before.etag);
      const { budget } = open(1000);
      for (let n = 0; n < used; n += 1) await budget.take();
      const spend = JSON.parse(
        Buffer.from((await store.blobs.get(november))?.bytes ?? []).toString(),
      );
      expect([used, spend.reserved]).toEqual([used, reserved]);
    }
  });

  it('is never exceeded, by processes side by side', async () => {
    const processes = [open(50), open(50), open(50)];
    const counts = await Promise.all(processes.map(({ budget }) => taken(budget, 60)));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(50);
  });

  it('takes what was given back, and begins anew with the month', async () => {
    const { budget, until } = open(1);
    expect(await budget.take()).toBe(true);
    expect(await budget.take()).toBe(false);
    budget.giveBack();
    expect(await budget.take()).toBe(true);
    until('2026-12-01T00:00:00Z');
    expect([await budget.take(), await budget.take()]).toEqual([true, false]);
  });

  it('is counted anew, and said so, when the count cannot be read', async () => {
    await store.blobs.put(november, Buffer.from('{'));
    const { budget, lines } = open(5);
    expect(await budget.take()).toBe(true);
    expect(lines).toMatchObject([{ level: 'error', fields: { key: november } }]);
  });
});
