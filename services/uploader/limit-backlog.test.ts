import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesToDrop, createPictureValues } from './limit-backlog.ts';
import { motionName } from './uploader-bench.ts';
import { fileAt } from './waiting-file-example.ts';

const megabyte = 1_000_000;

describe('bytesToDrop', () => {
  const disk = { totalBytes: 10_000 * megabyte, freeBytes: 5_000 * megabyte };

  it('is nothing within the bounds', () => {
    const bounds = { bytes: 2_000 * megabyte, shareOfDisk: 0.9 };
    expect(bytesToDrop(2_000 * megabyte, bounds, disk)).toBe(0);
  });

  it('is what is too much, and some more', () => {
    const bounds = { bytes: 1_000 * megabyte, shareOfDisk: 0.9 };
    expect(bytesToDrop(1_001 * megabyte, bounds, disk)).toBe(51 * megabyte);
  });

  it('goes by how full the disk is, whoever has filled it', () => {
    const bounds = { bytes: 9_000 * megabyte, shareOfDisk: 0.9 };
    const full = { ...disk, freeBytes: 500 * megabyte };
    // 9,000 may be used, 8,500 are by others: 500 are left, of which a twentieth stays free.
    expect(bytesToDrop(1_000 * megabyte, bounds, full)).toBe(525 * megabyte);
  });

  it('leaves room for the freshest pictures on a disk that others have filled', () => {
    const bounds = { bytes: 9_000 * megabyte, shareOfDisk: 0.9 };
    expect(bytesToDrop(30 * megabyte, bounds, { ...disk, freeBytes: 0 })).toBe(0);
    expect(bytesToDrop(60 * megabyte, bounds, { ...disk, freeBytes: 0 })).toBeGreaterThan(0);
  });
});

describe('createPictureValues', () => {
  const shot = (second: number, event: number) =>
    fileAt(second * 1000, { path: `/x/${motionName(1_795_000_000 + second, { event })}` });
  const beat = (second: number) =>
    fileAt(second * 1000, { path: `/heartbeat-17950000${second}.jpg` });

  function inOrder(files: readonly ReturnType<typeof fileAt>[], room = 100) {
    const values = createPictureValues();
    for (const file of files) values.see(file);
    const chosen = values.choose(room);
    for (const file of files) chosen.offer(file);
    return chosen.chosen();
  }

  it('gives up snapshots, then the late ones of their event, then the oldest', () => {
    const [a0, a2, a9] = [shot(10, 1), shot(12, 1), shot(19, 1)];
    const [b0, b5] = [shot(50, 2), shot(55, 2)];
    const [s1, s2] = [beat(11), beat(99)];
    expect(inOrder([b5, a0, s2, a9, b0, a2, s1])).toEqual([s1, s2, a9, b5, a2, a0, b0]);
    expect(inOrder([b5, a0, s2, a9, b0, a2, s1], 3)).toEqual([s1, s2, a9]);
  });

  it('takes what came in one minute for one event where there is none', () => {
    const files = [1, 5, 61].map((second) => fileAt(second * 1000, { path: `/${second}.jpg` }));
    expect(inOrder(files).map(({ path }) => path)).toEqual(['/5.jpg', '/1.jpg', '/61.jpg']);
  });

  it('gives up no event’s first picture before all others, in whatever order they come', () => {
    const shots = fc.uniqueArray(fc.tuple(fc.nat({ max: 99 }), fc.nat({ max: 5 })), {
      selector: ([second, event]) => `${second} ${event}`,
    });
    fc.assert(
      fc.property(shots, (pairs) => {
        const order = inOrder(pairs.map(([second, event]) => shot(second, event)));
        const events = new Set(pairs.map(([, event]) => event));
        const last = order.slice(order.length - events.size);
        expect(new Set(last.map(({ path }) => path.slice(0, 22))).size).toBe(events.size);
      }),
    );
  });
});
