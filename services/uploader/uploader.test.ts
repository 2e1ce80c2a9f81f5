import { appendFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '../../test/eventually.ts';
import {
  away,
  clockAt,
  clockOfKeys,
  jpegOf,
  motionName,
  type UploaderBench,
  uploaderBench,
} from './uploader-bench.ts';

describe('startUploader', () => {
  let bench: UploaderBench;
  beforeEach(async () => {
    bench = await uploaderBench();
  });
  afterEach(() => bench.close());

  it('sends what lies there, oldest first, and deletes it once the store has it', async () => {
    for (const ago of [30, 90, 60]) await bench.write(`day/${motionName(bench.second - ago)}`, ago);
    const uploader = bench.start({ uploadsAtOnce: 1 });
    await uploader.scanned;
    await uploader.drained();
    expect(clockOfKeys(bench.target.attempts)).toEqual(
      [90, 60, 30].map((ago) => clockAt(bench.second - ago)),
    );
    expect(await bench.files()).toEqual([]);
    expect(uploader.health()).toMatchObject({
      state: 'sending',
      cameras: {
        garden: { backlogPictures: 0, backlogBytes: 0, sent: 3, lastSentAt: expect.any(Date) },
      },
    });
  });

  it('sends a picture with its key, its bytes and what Motion knows', async () => {
    const name = motionName(1_795_163_607, { frame: 3 });
    await bench.write(name);
    const uploader = bench.start();
    await uploader.scanned.then(uploader.drained);
    const [picture] = bench.target.stored.values();
    expect(picture).toMatchObject({
      key: expect.stringMatching(
        /^upload\/garden\/20261120T083327Z-0000720261120000001-03-[0-9a-f]{8}\.jpg$/,
      ),
      bytes: jpegOf(name),
      contentType: 'image/jpeg',
      replace: false,
      metadata: {
        'captured-at': '2026-11-20T09:33:27+01:00',
        camera: 'garden',
        'motion-event': '0000720261120000001',
        'motion-area': '320x240x100x80',
      },
    });
  });

  it('sends what arrives, at any depth', async () => {
    const uploader = bench.start();
    await uploader.scanned;
    await bench.write('a.jpg');
    await bench.attempts(1);
    await bench.write('new/deep/b.jpg');
    await bench.attempts(2);
    await uploader.drained();
    expect(await bench.files()).toEqual([]);
  });

  it('takes a picture only when it is complete', async () => {
    const uploader = bench.start();
    await uploader.scanned;
    const whole = jpegOf('whole');
    const path = await bench.write('a.jpg', 0, whole.subarray(0, 5));
    bench.time.pass(900);
    await appendFile(path, whole.subarray(5));
    await uploader.drained();
    expect([...bench.target.stored.values()].map(({ bytes }) => bytes)).toEqual([whole]);
  });

  it('waits for a folder that is not there yet, or was taken away', async () => {
    const folder = join(bench.folder, 'usb/stick');
    const uploader = bench.start({}, { folder });
    await uploader.scanned;
    for (const [round, milliseconds] of [
      [1, 1_000],
      [3, 10_000],
    ] as const) {
      await bench.write(`usb/stick/${round}.jpg`);
      bench.time.pass(milliseconds);
      await eventually(() => expect(bench.target.stored.size).toBe(round));
      await bench.write(`usb/stick/${round + 1}.jpg`);
      await eventually(() => expect(bench.target.stored.size).toBe(round + 1));
      await uploader.drained();
      await rm(folder, { recursive: true });
    }
  });

  it('leaves links, hidden files, films and the ignored folder alone', async () => {
    await bench.write('.hidden.jpg');
    await bench.write('data/a.jpg');
    await bench.write('film.mp4', 0, Buffer.from('film'));
    const uploader = bench.start({}, { ignoredFolder: join(bench.folder, 'data') });
    await uploader.scanned.then(uploader.drained);
    expect(bench.target.attempts).toEqual([]);
    expect(await bench.files()).toHaveLength(3);
  });

  it('finds what nobody told it of', async () => {
    const uploader = bench.start();
    await uploader.scanned;
    // Moved in with its folder, which nobody watched yet.
    await bench.write('.moved/deep/a.jpg', 500);
    await rename(join(bench.folder, '.moved'), join(bench.folder, 'moved'));
    await eventually(() => {
      bench.time.pass(10_000);
      expect(bench.target.stored.size).toBe(1);
    });
    await uploader.drained();
  });

  it('sends a picture that changed while it was sent, too', async () => {
    const path = await bench.write('a.jpg', 5, jpegOf('first'));
    let write: Promise<void> | undefined;
    bench.target.answer = () => {
      write ??= writeFile(path, jpegOf('second, longer'));
      return 'take';
    };
    const send = bench.target.send;
    const slow = {
      send: async (picture: Parameters<typeof send>[0]) => {
        const answer = await send(picture);
        await write;
        return answer;
      },
    };
    const uploader = bench.start({ target: slow });
    await uploader.scanned;
    await eventually(() => {
      bench.time.pass(250);
      expect(bench.target.stored.size).toBe(2);
    });
    await uploader.drained();
    expect(await bench.files()).toEqual([]);
  });

  it('leaves out what an event has too many of, and counts it', async () => {
    for (let later = 0; later < 30; later += 1) {
      await bench.write(motionName(bench.second - 60 + later, { event: 7 }), 60 - later);
    }
    const uploader = bench.start(
      { uploadsAtOnce: 1 },
      { sampling: { secondsBetween: 2, picturesPerEvent: 10 } },
    );
    await uploader.scanned.then(uploader.drained);
    expect(clockOfKeys(bench.target.attempts)).toEqual(
      Array.from({ length: 10 }, (_, n) => clockAt(bench.second - 60 + 2 * n)),
    );
    expect(uploader.health().cameras.garden).toMatchObject({ sent: 10, leftOut: 20 });
    expect(await bench.files()).toEqual([]);
  });

  it('replaces the sign of life, and sends only the newest', async () => {
    for (const ago of [90, 30, 60]) await bench.write(`heartbeat-${bench.second - ago}.jpg`, ago);
    bench.target.answer = () => away;
    const uploader = bench.start({ uploadsAtOnce: 1 });
    await uploader.scanned;
    await bench.attempts(1);
    await bench.write(`heartbeat-${bench.second}.jpg`);
    await eventually(() => expect(uploader.health().cameras.garden?.backlogPictures).toBe(4));
    bench.target.answer = () => 'take';
    bench.time.pass(1_000);
    await eventually(() => expect(bench.target.stored.size).toBe(1));
    await uploader.drained();
    const key = 'state/cameras/garden/snapshot.jpg';
    expect([...bench.target.stored.keys()]).toEqual([key]);
    expect(bench.target.stored.get(key)).toMatchObject({
      replace: true,
      bytes: jpegOf(`heartbeat-${bench.second}.jpg`),
    });
    expect(await bench.files()).toEqual([]);
  });

  it('sends one sign of life after the other, so that the newest stays', async () => {
    const uploader = bench.start();
    await uploader.scanned;
    let answerLate = () => {};
    const late = new Promise<void>((resolve) => {
      answerLate = resolve;
    });
    const { send } = bench.target;
    let sends = 0;
    bench.target.send = async (picture) => {
      sends += 1;
      if (sends === 1) await late;
      return send(picture);
    };
    await bench.write(`heartbeat-${bench.second - 1}.jpg`, 1);
    await eventually(() => expect(uploader.health().cameras.garden?.backlogPictures).toBe(1));
    await bench.write(`heartbeat-${bench.second}.jpg`);
    await bench.write('after.jpg');
    await bench.attempts(1);
    await eventually(() => expect(uploader.health().cameras.garden?.backlogPictures).toBe(2));
    answerLate();
    await eventually(() => {
      bench.time.pass(1_000);
      expect(bench.target.attempts).toHaveLength(3);
    });
    await uploader.drained();
    expect(bench.target.stored.get('state/cameras/garden/snapshot.jpg')?.bytes).toEqual(
      jpegOf(`heartbeat-${bench.second}.jpg`),
    );
  });
});
