import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBacklog } from './backlog.ts';
import { fileAt } from './waiting-file-example.ts';

const drain = (backlog: ReturnType<typeof createBacklog>, now: number) => {
  const order: number[] = [];
  for (let file = backlog.next(now); file !== undefined; file = backlog.next(now)) {
    order.push(file.order);
  }
  return order;
};

describe('createBacklog', () => {
  it('gives what has just arrived first, in order of arrival, then the oldest', () => {
    const backlog = createBacklog(10);
    for (const order of [30, 10, 20]) backlog.add(fileAt(order), 100);
    for (const order of [90, 80]) backlog.add(fileAt(order, { arrivedAt: 190 - order }), 100);
    expect(drain(backlog, 200)).toEqual([90, 80, 10, 20, 30]);
  });

  it('counts as old what has waited for a minute', () => {
    const backlog = createBacklog(10);
    backlog.add(fileAt(20), 0);
    backlog.add(fileAt(30, { arrivedAt: 0 }), 0);
    backlog.add(fileAt(10, { arrivedAt: 1 }), 0);
    expect(drain(backlog, 60_001)).toEqual([10, 20, 30]);
  });

  it('gives back the newest when there is no room', () => {
    const backlog = createBacklog(2);
    expect([3, 1, 2, 4].map((order) => backlog.add(fileAt(order), 0)?.order)).toEqual([
      ...[undefined, undefined, 3, 4],
    ]);
    expect(backlog.has(fileAt(3).path)).toBe(false);
    expect(drain(backlog, 0)).toEqual([1, 2]);
  });

  it('avoids what it is told to while there is another', () => {
    const backlog = createBacklog(10);
    for (const order of [1, 2]) backlog.add(fileAt(order), 0);
    const first = ({ order }: { order: number }) => order === 1;
    expect(backlog.next(0, () => true, first)?.order).toBe(2);
    expect(backlog.next(0, () => true, first)?.order).toBe(1);
    expect(backlog.next(0)).toBeUndefined();
  });

  it('holds a path once, as it was added last', () => {
    const backlog = createBacklog(10);
    const { path } = fileAt(1);
    backlog.add(fileAt(1), 0);
    backlog.add(fileAt(5, { path, arrivedAt: 0 }), 0);
    expect(backlog.size()).toBe(1);
    expect(backlog.remove(path)?.order).toBe(5);
    expect(backlog.remove(path)).toBeUndefined();
    expect(backlog.next(0)).toBeUndefined();
  });

  it('gives each file once, and never holds many more than there is room for', () => {
    const arrival = fc.record({ order: fc.nat({ max: 1_000 }), isNew: fc.boolean() });
    fc.assert(
      fc.property(fc.array(arrival, { maxLength: 100 }), (arrivals) => {
        const backlog = createBacklog(8);
        const kept = new Map<string, number>();
        for (const [index, { order, isNew }] of arrivals.entries()) {
          const more = { path: `/${index}`, ...(isNew ? { arrivedAt: index } : {}) };
          kept.set(`/${index}`, order);
          const out = backlog.add(fileAt(order, more), index);
          if (out !== undefined) kept.delete(out.path);
          expect(backlog.size()).toBe(kept.size);
        }
        expect(backlog.size()).toBeLessThanOrEqual(16);
        expect(drain(backlog, 100).sort()).toEqual([...kept.values()].sort());
      }),
    );
  });
});
