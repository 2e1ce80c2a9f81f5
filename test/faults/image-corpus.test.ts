import sharp from 'sharp';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { mailMessage } from '../../runtime/mail-message.ts';
import { checkConservation } from './check-conservation.ts';
import { type CorpusPicture, imageCorpus } from './image-corpus.ts';
import { type Pipeline, pipeline } from './pipeline.ts';

// Who waits to take others along need not wait here.
vi.mock('node:timers/promises', () => ({ setTimeout: async () => undefined }));

const seed = Number(process.env.FAULT_SEED ?? 20_261_120);

let corpus: readonly CorpusPicture[];
let run: Pipeline;
beforeAll(async () => {
  corpus = await imageCorpus(seed);
  run = await pipeline();
  for (const [n, { bytes }] of corpus.entries()) {
    // An alarm, if it comes so far.
    await run.upload(`upload/garden/${n}.jpg`, { kind: 'alarm', bytes });
  }
  await run.settle();
}, 60_000);

describe(`all that may be sent as a picture (FAULT_SEED=${seed})`, () => {
  it('ends in one folder, and is recorded, listed and told of', async () => {
    const rejected = new Set(await filed('jpg_error/'));
    const uploads = run.uploads.map((one, n) => {
      const kind = rejected.has(`${n}.jpg`) ? ('rejected' as const) : one.picture.kind;
      return { ...one, picture: { ...one.picture, kind } };
    });
    const problems = await checkConservation({ ...run, uploads });
    expect(problems.filter((problem) => !problem.endsWith('has 0 thumbnails'))).toEqual([]);
  });

  it('is rejected for what it is, or filed', async () => {
    const reasons = await Promise.all(corpus.map(async (_, n) => reasonOf(n)));
    const found = corpus.map(({ name }, n) => `${name}: ${reasons[n] ?? 'filed'}`);
    expect(found).toEqual(
      corpus.map(({ name, expected }, n) => `${name}: ${expected ?? reasons[n] ?? 'filed'}`),
    );
  });

  it('has a small and harmless thumbnail, if anything of it can be seen', async () => {
    const keys = run.store.keys().filter((key) => key.startsWith('gallery/thumbs/'));
    expect(keys.length).toBeGreaterThan(corpus.length / 2);
    for (const key of keys) {
      const bytes = Buffer.from((await run.store.get(key))?.bytes ?? []);
      const { format, width, height, exif, orientation } = await sharp(bytes).metadata();
      expect([key, format, exif, orientation]).toEqual([key, 'jpeg', undefined, undefined]);
      expect(Math.max(width, height)).toBeLessThanOrEqual(320);
      expect(bytes.includes('SecretCam')).toBe(false);
    }
  });

  it('makes a mail', async () => {
    expect(run.alerts.length).toBeGreaterThan(corpus.length / 2);
    const options = { from: 'a@example.org', to: ['b@example.org'], date: new Date(0) };
    for (const alert of run.alerts) {
      expect((await mailMessage(alert, options)).length).toBeGreaterThan(500);
    }
  });
});

async function filed(folder: string): Promise<readonly string[]> {
  const keys = run.store.keys().filter((key) => key.startsWith(folder));
  return keys.map((key) => key.slice(key.lastIndexOf('/') + 1));
}

async function reasonOf(n: number): Promise<string | undefined> {
  const text = await run.store.get(`jpg_error/garden/${n}.jpg.json`);
  return text && JSON.parse(Buffer.from(text.bytes).toString()).reason;
}
