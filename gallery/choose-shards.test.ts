import { describe, expect, it } from 'vitest';
import { chooseShards } from './choose-shards.ts';

const hours = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0'));
const day = hours.flatMap((hour) => ['garden', 'door'].map((camera) => ({ camera, hour })));

describe('chooseShards', () => {
  it('asks for everything at first', () => {
    expect(chooseShards(day, () => false, 0)).toEqual(day);
  });

  it('asks for all of a short day each time', () => {
    const short = day.slice(0, 12);
    for (const round of [0, 1, 2]) {
      expect(new Set(chooseShards(short, () => true, round))).toEqual(new Set(short));
    }
  });

  it('asks for the newest hours each time, and for the rest by turns', () => {
    const seen = new Set(
      Array.from({ length: 6 }, (_, round) => round).flatMap((round) => {
        const chosen = chooseShards(day, () => true, round);
        expect(chosen).toHaveLength(12);
        expect(chosen).toEqual(expect.arrayContaining(day.slice(-4)));
        return chosen;
      }),
    );
    expect(seen).toEqual(new Set(day));
  });

  it('asks for the newest parts of an hour with many pictures, and not for all', () => {
    const parts = ['00-04', '05-09', '10', '11', '15-19'].flatMap((part) =>
      ['garden', 'door'].map((camera) => ({ camera, hour: '23', part })),
    );
    const chosen = chooseShards([...day, ...parts], () => true, 0);
    expect(chosen).toHaveLength(12);
    expect(chosen).toEqual(expect.arrayContaining(parts.slice(-4)));
  });

  it('asks for a new shard at once', () => {
    const [first] = day;
    expect(chooseShards(day, (shard) => shard !== first, 3)).toContain(first);
  });
});
