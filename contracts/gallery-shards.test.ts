import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSplittable, isWithin, partOf, shardKeysOf, shardsOfPicture } from './gallery-shards.ts';

const hour = { camera: 'garden', hour: '14' };

describe('the parts of an hour', () => {
  it('are five minutes, and then one', () => {
    expect(shardsOfPicture(hour, '2026-11-20T13:07:11.000Z').map(({ part }) => part)).toEqual([
      undefined,
      '05-09',
      '07',
    ]);
    expect(partOf(hour, '2026-11-20T13:59:59.999Z')?.part).toBe('55-59');
    expect(partOf(hour, '2026-11-20T13:00:00.000Z')?.part).toBe('00-04');
    expect(partOf({ ...hour, part: '07' }, '2026-11-20T13:07:11.000Z')).toBeUndefined();
  });

  it('lie within one another, and in no other', () => {
    fc.assert(
      fc.property(fc.nat(59), fc.nat(59), (one, other) => {
        const [a, b] = [one, other].map((minute) =>
          shardsOfPicture(hour, `2026-11-20T13:${String(minute).padStart(2, '0')}:00.000Z`),
        );
        for (const [depth, shard] of (a ?? []).entries()) {
          expect(isSplittable(shard)).toBe(depth < 2);
          for (const [around, outer] of (b ?? []).entries()) {
            const length = [60, 5, 1][around] ?? 0;
            const isSame = Math.floor(one / length) === Math.floor(other / length);
            expect(isWithin(shard, outer)).toBe(depth > around && isSame);
            expect(isWithin(shard, { ...outer, camera: 'gate' })).toBe(false);
            expect(isWithin(shard, { ...outer, hour: '15' })).toBe(false);
          }
        }
      }),
    );
  });
});

describe('shardKeysOf', () => {
  it('lists what has to be read for a day', () => {
    const shards = [hour, { camera: 'gate', hour: '14', part: '05-09' }];
    expect(shardKeysOf('2026-11-20', { schemaVersion: 1, shards })).toEqual([
      'gallery/index/2026-11-20/14/garden.json',
      'gallery/index/2026-11-20/14/05-09/gate.json',
    ]);
  });
});
