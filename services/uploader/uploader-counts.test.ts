import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '../../test/eventually.ts';
import { folderDisposal } from './folder-disposal.ts';
import type { Schedule } from './schedule.ts';
import { away, motionName, type UploaderBench, uploaderBench } from './uploader-bench.ts';

describe('the counts of a backlog that is larger than what is held', () => {
  let bench: UploaderBench;
  beforeEach(async () => {
    bench = await uploaderBench();
  });
  afterEach(() => bench.close());

  async function write(pictures: number, secondsAgo: number): Promise<void> {
    for (let n = 0; n < pictures; n += 1) {
      await bench.write(motionName(bench.second - secondsAgo, { frame: n }), secondsAgo);
    }
  }

  it('are right when it has just been copied into the folder', async () => {
    await write(100, 5);
    bench.target.answer = () => away;
    let looks = 0;
    // Having looked through its folders, it makes up its mind to do so again.
    const schedule: Schedule = (milliseconds, action) => {
      if (milliseconds === 10_000) looks += 1;
      return bench.time.schedule(milliseconds, action);
    };
    const uploader = bench.start({ picturesHeld: 20, schedule });
    await uploader.scanned;
    await eventually(() => expect(looks).toBe(1));
    const waiting = () => uploader.health().cameras.garden?.backlogPictures;
    expect(waiting()).toBe(100);
    // What arrives changes the folder, and so it is looked through for what nobody told of.
    for (let more = 1; more <= 5; more += 1) {
      await bench.write(motionName(bench.second + more), -more);
      await eventually(() => expect(waiting()).toBeGreaterThanOrEqual(100 + more));
      bench.time.pass(10_000);
      await eventually(() => expect(looks).toBe(1 + more));
      expect(waiting()).toBe(100 + more);
    }
    bench.target.answer = () => 'take';
    await eventually(() => {
      bench.time.pass(60_000);
      expect(bench.target.creations).toBe(105);
    });
    await uploader.drained();
    expect(uploader.health().cameras.garden).toMatchObject({ backlogPictures: 0, backlogBytes: 0 });
  });

  it('are right after the end, should it end while it looks for the others', async () => {
    await write(60, 100);
    let close: Promise<void> | undefined;
    let asked = 0;
    const uploader = bench.start(
      { picturesHeld: 20, uploadsAtOnce: 1 },
      {
        disposal: {
          ...folderDisposal({ folder: bench.folder, sent: 'delete', leftOut: 'delete' }),
          // Asked of all at the start, of each of those held when it is sent, and then of the others.
          isDone: () => {
            asked += 1;
            if (asked > 60 + 20) close ??= uploader.close();
            return false;
          },
        },
      },
    );
    await eventually(() => expect(close).toBeDefined());
    await close;
    const left = (await bench.files()).length;
    expect(left).toBeGreaterThan(20);
    expect(uploader.health().cameras.garden?.backlogPictures).toBe(left);
  });
});
