import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { drawPicture } from './draw-picture.ts';
import { lastJson, runCli } from './run-cli.ts';
import { readJson, workspace } from './workspace.ts';

it('puts what is no picture into the error folder with its reason, and goes on', async () => {
  const { pictures, data, addPicture, answers, files } = await workspace();
  const good = await drawPicture(1);
  await addPicture('cam/good.jpg', good);
  await addPicture('cam/empty.jpg', '');
  await addPicture('cam/cut.jpg', good.subarray(0, 100));
  await addPicture('cam/text.jpg', 'this is no picture at all');
  await addPicture('cam/svg.jpg', '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');
  await addPicture('cam/html.jpg', '<!doctype html><script>alert(1)</script>');
  await addPicture('cam/bomb.png', pngBomb(10_000, 10_000));
  await addPicture('cam/tiny.jpg', await drawPicture(2, { width: 40, height: 40 }));
  await addPicture('cam/half.jpg', good.subarray(0, good.length / 2));

  const run = await runCli([
    ...['local', '--once', '--json', '--watch', pictures, '--data', data],
    ...['--labeler', await answers('good.jpg', 'half.jpg')],
  ]);

  expect(run).toMatchObject({ code: 0, stderr: '' });
  expect(lastJson(run)).toMatchObject({ received: 9, alarm: 2, rejected: 7, deadLettered: 0 });
  // All at the same time: the first is told of at once, and the others together.
  expect(run.stdout).toMatch(/A picture of cam could not be read\..*outbox/);
  expect(run.stdout).toMatch(/6 more pictures of cam could not be read: .*outbox/);
  const rejected = [
    'bomb.png',
    'cut.jpg',
    'empty.jpg',
    'html.jpg',
    'svg.jpg',
    'text.jpg',
    'tiny.jpg',
  ];
  expect(await files('jpg_error')).toEqual(
    rejected.flatMap((name) => [`cam/${name}`, `cam/${name}.json`]),
  );
  const reasons = await Promise.all(
    rejected.map((name) => readJson(join(data, 'jpg_error/cam', `${name}.json`))),
  );
  expect(reasons).toMatchObject(
    [
      'too-many-pixels',
      'truncated',
      'empty',
      'not-an-image',
      'not-an-image',
      'not-an-image',
      'too-small',
    ].map((reason) => ({ reason })),
  );
  // Half a picture is still evidence: it rings, and has a thumbnail of what is there.
  expect(await files('jpg_alarm')).toEqual(['cam/good.jpg', 'cam/half.jpg']);
  expect(await files('gallery/thumbs')).toHaveLength(2);
});

// A hundred megapixels in some kilobytes; nobody may decode it.
function pngBomb(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(Buffer.alloc((width + 1) * 100))),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

// The checksum is left at zero: nothing may get so far as to check it.
function pngChunk(type: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  return Buffer.concat([length, Buffer.from(type, 'latin1'), data, Buffer.alloc(4)]);
}
