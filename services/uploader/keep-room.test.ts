import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '../../test/eventually.ts';
import { folderDisposal } from './folder-disposal.ts';
import type { PictureFile } from './picture-disposal.ts';
import { away, bigJpeg, motionName, type UploaderBench, uploaderBench } from './uploader-bench.ts';

describe('keepRoom', () => {
  let bench: UploaderBench;
  beforeEach(async () => {
    bench = await uploaderBench();
  });
  afterEach(() => bench.close());

  it('gives up the least valuable when the backlog is full, and says so', async () => {
    bench.target.answer = () => away;
    for (const event of [1, 2]) {
      for (let later = 0; later < 5; later += 1) {
        const ago = 1_000 - 100 * event - later;
        await bench.write(
          motionName(bench.second - ago, { event }),
          ago,
          bigJpeg(`${event} ${later}`),
        );
      }
    }
    const bounds = { bytes: 60_000, shareOfDisk: 1 };
    const uploader = bench.start({ bounds, uploadsAtOnce: 1 });
    await uploader.scanned;
    await eventually(() => expect(uploader.health().cameras.garden?.dropped).toBe(5));
    const rest = (await bench.files()).map(
      (name) => Number(name.split('-')[1]) - bench.second + 1_000,
    );
    expect(rest).toEqual([100, 101, 200, 201, 202]);
    expect(bench.messages.join()).toContain('backlog full, pictures dropped');
    bench.target.answer = () => 'take';
    bench.time.pass(1_000);
    await uploader.drained();
    expect(bench.target.creations).toBe(5);
  });

  it('does not look for what to give up again and again while there is nothing', async () => {
    bench.target.answer = () => 'hang';
    await bench.write('a.jpg', 5, bigJpeg('a'));
    await bench.write('done.jpg', 5);
    const disposal = folderDisposal({ folder: bench.folder, sent: 'delete', leftOut: 'delete' });
    let looks = 0;
    const isDone = ({ path }: PictureFile) => {
      looks += 1;
      return path.endsWith('done.jpg');
    };
    const bounds = { bytes: 100, shareOfDisk: 1 };
    const uploader = bench.start({ bounds }, { disposal: { ...disposal, isDone } });
    await uploader.scanned;
    await bench.attempts(1);
    for (let turn = 0; turn < 200; turn += 1) await setImmediate();
    expect(looks).toBeLessThan(9);
    expect(uploader.health().cameras.garden).toMatchObject({ backlogPictures: 1, dropped: 0 });
    bench.abandon(uploader);
  });
});
