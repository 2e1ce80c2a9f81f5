import { expect, it, vi } from 'vitest';
import { drawPicture } from '../draw-picture.ts';
import { checkConservation } from './check-conservation.ts';
import { pipeline } from './pipeline.ts';

// Who waits to take others along need not wait here.
vi.mock('node:timers/promises', () => ({ setTimeout: async () => undefined }));

const longest = 1_024;

/** What a bucket takes for a key, and no folder for a path; names of files are tried elsewhere. */
const keys = [
  'upload/x',
  'upload/no-camera.jpg',
  'upload//no-name-of-a-camera.jpg',
  'upload/garden//twice.jpg',
  'upload/garden/a+b %2B %252F 100% %zz.jpg',
  'upload/garden/../../config/alarms.yaml',
  'upload/../records/garden.jpg',
  'upload/./.',
  'upload/garden/upload/garden/a.jpg',
  // The same to look at.
  'upload/garden/caf\u00e9.jpg',
  'upload/garden/cafe\u0301.jpg',
  'upload/garden/\u202egpj.exe',
  'upload/😀/😀.jpg',
  'upload/__proto__/constructor',
  'upload/constructor/__proto__.jpg',
  'upload/<img src=x onerror=alert(1)>/"><script>alert(1)</script>.jpg',
  'upload/javascript:alert(1)//.jpg',
  'upload/garden/a\r\nSet-Cookie: a=b.jpg',
  'upload/a\r\nBcc: b@example.org/a.jpg',
  "upload/=cmd|'/C calc'!A1/=cmd|'/C calc'!A1.jpg",
  'upload/\u001b[31mred/\u001b]0;title\u0007.jpg',
  'upload/garden/\u0000\u007f\u0085\u2028.jpg',
  filled('upload/garden/', 'n', '.jpg'),
  filled('upload/garden/', 'n', '-2.jpg'),
  filled('upload/garden/', '\u{1f600}', '.jpg'),
  filled('upload/garden/', 'n/', 'n.jpg'),
  filled('upload/', '/', 'a'),
  filled('upload/', 'c', '/a.jpg'),
];

it.each([true, false])(
  'files a picture of any key like all others (alarms: %j)',
  async (isAlarm) => {
    const run = await pipeline();
    for (const [n, key] of keys.entries()) {
      const bytes = await drawPicture(n, { width: 96, height: 96 });
      await run.upload(key, { kind: isAlarm ? 'alarm' : 'quiet', bytes });
    }
    await run.settle();
    expect(await checkConservation(run)).toEqual([]);
    for (const key of run.store.keys()) expect(key).not.toMatch(/(^|\/)\.{1,2}(\/|$)/);
  },
);

it('files what is no picture under any key', async () => {
  const run = await pipeline();
  for (const key of keys) {
    await run.upload(key, { kind: 'rejected', bytes: Buffer.from(`no picture: ${key}`) });
  }
  await run.settle();
  expect(await checkConservation(run)).toEqual([]);
});

it('leaves a folder marker where it is', async () => {
  const run = await pipeline();
  await run.upload('upload/garden/', { kind: 'quiet', bytes: Buffer.alloc(0) });
  await run.settle();
  expect(run.store.keys()).toEqual(['config/reko_alarms.csv', 'upload/garden/']);
  expect(run.queues.dead).toEqual([]);
});

/** A key as long as S3 takes them. */
function filled(start: string, unit: string, end: string): string {
  const room = longest - Buffer.byteLength(start + end);
  return start + unit.repeat(Math.floor(room / Buffer.byteLength(unit))) + end;
}
