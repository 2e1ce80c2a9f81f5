import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deleteKept } from './kept-files.ts';
import { type UploaderBench, uploaderBench } from './uploader-bench.ts';

describe('deleteKept', () => {
  let bench: UploaderBench;
  beforeEach(async () => {
    bench = await uploaderBench();
    for (const [name, age] of [
      ['.sent/day/old.jpg', 9],
      ['.sent/new.jpg', 1],
      ['.left-out/new.jpg', 2],
      ['.left-out/day/old.jpg', 3],
      ['.refused/a.jpg', 20],
      ['waiting.jpg', 99],
    ] as const) {
      const path = join(bench.folder, name);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, Buffer.alloc(100));
      await utimes(path, age, 1_000_000 - age);
    }
  });
  afterEach(() => bench.close());

  it('deletes what was left out before what was sent, the oldest first', async () => {
    expect(await deleteKept(bench.folder, 250)).toBe(300);
    expect(await bench.files()).toEqual(['.refused/a.jpg', '.sent/new.jpg', 'waiting.jpg']);
  });

  it('deletes nothing that waits', async () => {
    expect(await deleteKept(bench.folder, 1_000)).toBe(500);
    expect(await bench.files()).toEqual(['waiting.jpg']);
    expect(await deleteKept(bench.folder, 1_000)).toBe(0);
  });
});
