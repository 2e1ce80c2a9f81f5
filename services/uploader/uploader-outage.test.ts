import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '../../test/eventually.ts';
import { folderDisposal } from './folder-disposal.ts';
import type { Picture } from './picture.ts';
import type { PictureFile } from './picture-disposal.ts';
import { pictureKey } from './picture-key.ts';
import { SendError } from './picture-target.ts';
import {
  away,
  bigJpeg,
  clockAt,
  clockOfKeys,
  jpegOf,
  motionName,
  textOf,
  type UploaderBench,
  uploaderBench,
} from './uploader-bench.ts';

describe('startUploader, when something fails', () => {
  let bench: UploaderBench;
  beforeEach(async () => {
    bench = await uploaderBench();
  });
  afterEach(() => bench.close());

  it('makes one attempt per step of the back-off while the network is away', async () => {
    for (let ago = 1; ago <= 20; ago += 1) await bench.write(motionName(bench.second - ago), ago);
    bench.target.answer = () => away;
    const uploader = bench.start({ uploadsAtOnce: 4 });
    await uploader.scanned;
    await eventually(() => expect(uploader.health().state).toBe('waiting'));
    await bench.attempts(4);
    // Half of a second, of two, of four, …, as the random number says.
    for (const [step, milliseconds] of [500, 1_000, 2_000, 4_000].entries()) {
      bench.time.pass(milliseconds - 1);
      expect(bench.target.attempts).toHaveLength(4 + step);
      bench.time.pass(1);
      await eventually(() =>
        expect(uploader.health().nextAttemptAt?.getTime()).toBe(
          bench.time.now().getTime() + milliseconds * 2,
        ),
      );
      expect(bench.target.attempts).toHaveLength(5 + step);
    }
    expect(uploader.health()).toMatchObject({
      state: 'waiting',
      failure: 'unreachable',
      lastError: 'no route to the store',
      cameras: { garden: { backlogPictures: 20, sent: 0 } },
    });
    bench.target.answer = () => 'take';
    bench.time.pass(300_000);
    await uploader.drained();
    expect(bench.target.creations).toBe(20);
    expect(await bench.files()).toEqual([]);
  });

  it('sends new pictures first after an outage, then the backlog, oldest first', async () => {
    for (const ago of [300, 200, 100]) await bench.write(motionName(bench.second - ago), ago);
    bench.target.answer = () => away;
    const uploader = bench.start({ uploadsAtOnce: 1 });
    await uploader.scanned;
    await bench.attempts(1);
    for (const later of [1, 2]) {
      await bench.write(motionName(bench.second + later));
      await eventually(() =>
        expect(uploader.health().cameras.garden?.backlogPictures).toBe(3 + later),
      );
    }
    const before = bench.target.attempts.length;
    bench.target.answer = () => 'take';
    bench.time.pass(500);
    await uploader.drained();
    expect(clockOfKeys(bench.target.attempts.slice(before))).toEqual(
      [1, 2, -300, -200, -100].map((later) => clockAt(bench.second + later)),
    );
  });

  it('keeps what the store refuses aside, with the reason, and goes on', async () => {
    await bench.write('day/bad.jpg');
    await bench.write('good.jpg');
    bench.target.answer = ({ bytes }) =>
      Buffer.from(bytes).includes('bad')
        ? { fail: new SendError('refused', 'EntityTooLarge') }
        : 'take';
    const uploader = bench.start();
    await uploader.scanned.then(uploader.drained);
    expect(await bench.files()).toEqual([
      '.refused/day/bad.jpg',
      '.refused/day/bad.jpg.reason.txt',
    ]);
    expect(await textOf(join(bench.folder, '.refused/day/bad.jpg.reason.txt'))).toBe(
      'EntityTooLarge\n',
    );
    expect(uploader.health().cameras.garden).toMatchObject({
      sent: 1,
      refused: 1,
      backlogPictures: 0,
    });
  });

  it('gets on with the others when one picture never gets through', async () => {
    for (let ago = 9; ago > 0; ago -= 1) await bench.write(motionName(bench.second - ago), ago);
    bench.target.answer = ({ key }) =>
      clockOfKeys([key])[0] === clockAt(bench.second - 9) ? away : 'take';
    const uploader = bench.start({ uploadsAtOnce: 2 });
    await uploader.scanned;
    await eventually(() => {
      bench.time.pass(1_000);
      expect(bench.target.creations).toBe(8);
    });
    bench.target.answer = () => 'take';
    // An attempt that is under way may still fail.
    await eventually(() => {
      bench.time.pass(600_000);
      expect(bench.target.creations).toBe(9);
    });
    await uploader.drained();
  });

  it('tries a picture again with which something is wrong, and others meanwhile', async () => {
    for (const name of ['a.jpg', 'b.jpg', 'c.jpg']) await bench.write(name, 5);
    let failures = 0;
    const keyOf = (picture: Picture, bytes: Uint8Array) => {
      if (!picture.path.endsWith('b.jpg') || failures === 2) return pictureKey(picture, bytes);
      failures += 1;
      throw new Error('a fault');
    };
    const uploader = bench.start({ keyOf });
    await uploader.scanned;
    await eventually(() => expect(bench.target.stored.size).toBe(2));
    expect(uploader.health().state).toBe('sending');
    await eventually(() => {
      bench.time.pass(1_000);
      expect(bench.target.stored.size).toBe(3);
    });
    await uploader.drained();
    expect(bench.messages.filter((message) => message.includes('a fault'))).toHaveLength(2);
  });

  it('sends a picture once that cannot be deleted, and deletes it when it can be', async () => {
    await bench.write('a.jpg', 5);
    const disposal = folderDisposal({ folder: bench.folder, sent: 'delete', leftOut: 'delete' });
    let failures = 0;
    const sent = async (file: PictureFile) => {
      failures += 1;
      if (failures < 3) throw new Error('not permitted');
      return disposal.sent(file);
    };
    const uploader = bench.start({}, { disposal: { ...disposal, sent } });
    await uploader.scanned;
    const drained = uploader.drained();
    await eventually(async () => {
      bench.time.pass(10_000);
      expect(await bench.files()).toEqual([]);
    });
    await drained;
    expect(bench.target.attempts).toHaveLength(1);
    expect(uploader.health().cameras.garden).toMatchObject({ sent: 1, backlogPictures: 0 });
  });

  it('refuses a picture that is too large, unsent', async () => {
    await bench.write('a.jpg', 5, bigJpeg('large'));
    const uploader = bench.start({ largestBytes: 10_000 });
    await uploader.scanned.then(uploader.drained);
    expect(bench.target.attempts).toEqual([]);
    expect(await bench.files()).toEqual(['.refused/a.jpg', '.refused/a.jpg.reason.txt']);
  });

  it('sends a picture that was written anew while it waited, as it is then', async () => {
    bench.target.answer = () => away;
    const sampling = { secondsBetween: 2, picturesPerEvent: 10 };
    const uploader = bench.start({}, { sampling });
    await uploader.scanned;
    await bench.write('camera.jpg');
    await bench.attempts(1);
    await eventually(() => expect(uploader.health().state).toBe('waiting'));
    await bench.write('camera.jpg', -1, jpegOf('written anew'));
    bench.target.answer = () => 'take';
    await eventually(() => {
      bench.time.pass(500);
      expect(bench.target.stored.size).toBe(1);
    });
    await uploader.drained();
    expect([...bench.target.stored.values()].map(({ bytes }) => bytes)).toEqual([
      jpegOf('written anew'),
    ]);
    expect(uploader.health().cameras.garden).toMatchObject({ sent: 1, leftOut: 0 });
  });

  it('sends a backlog that is larger than what it holds, oldest first', async () => {
    for (let ago = 100; ago > 0; ago -= 1) {
      await bench.write(`day${ago % 3}/${motionName(bench.second - 100 - ago)}`, 100 + ago);
    }
    const uploader = bench.start({ picturesHeld: 20, uploadsAtOnce: 1 });
    await uploader.scanned;
    const { backlogPictures = 0, sent = 0 } = uploader.health().cameras.garden ?? {};
    expect(backlogPictures + sent).toBe(100);
    expect(backlogPictures).toBeGreaterThan(20);
    await uploader.drained();
    expect(clockOfKeys(bench.target.attempts)).toEqual(
      Array.from({ length: 100 }, (_, n) => clockAt(bench.second - 200 + n)),
    );
    expect(uploader.health().cameras.garden).toMatchObject({ backlogPictures: 0, backlogBytes: 0 });
    expect(await bench.files()).toEqual([]);
  });

  it('says so when a file’s name cannot be read, and sends the others', async () => {
    const folder = Buffer.from(`${bench.folder}/`);
    await writeFile(Buffer.concat([folder, Buffer.from([0xfc]), Buffer.from('.jpg')]), jpegOf('a'));
    await bench.write('b.jpg', 5);
    const uploader = bench.start();
    await uploader.scanned.then(uploader.drained);
    expect(bench.target.creations).toBe(1);
    expect(bench.messages.join()).toContain('not UTF-8');
  });
});
