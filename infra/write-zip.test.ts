import { strFromU8, strToU8, unzipSync } from 'fflate';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { writeZip } from './write-zip.ts';

const a = ['a.mjs', strToU8('a')] as const;
const b = ['node_modules/b/index.js', strToU8('b')] as const;

describe('a zip', () => {
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllEnvs();
  });

  it('has the same bytes whenever, wherever and in whatever order it is made', () => {
    const first = writeZip(new Map([a, b]));
    vi.useFakeTimers({ now: Date.parse('2031-05-04T03:02:01Z') });
    vi.stubEnv('TZ', 'Asia/Tokyo');
    expect(writeZip(new Map([b, a]))).toEqual(first);
  });

  it('gives back what went into it', () => {
    const files = unzipSync(writeZip(new Map([a, b])));
    expect(Object.entries(files).map(([name, bytes]) => [name, strFromU8(bytes)])).toEqual([
      ['a.mjs', 'a'],
      ['node_modules/b/index.js', 'b'],
    ]);
  });
});
