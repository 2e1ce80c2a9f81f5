import fc from 'fast-check';
import { expect, it } from 'vitest';
import { folderDisposal } from './folder-disposal.ts';
import type { PictureDisposal } from './picture-disposal.ts';
import type { PictureTarget } from './picture-target.ts';
import { SendError } from './picture-target.ts';
import { jpegOf, motionName, type UploaderBench, uploaderBench } from './uploader-bench.ts';

const pictures = 12;
const steps = fc.array(fc.nat({ max: 30 }), { minLength: 1, maxLength: 5 });
const seed = fc.integer();

it('loses and doubles nothing wherever it is killed', async () => {
  await fc.assert(
    fc.asyncProperty(steps, seed, async (crashes, faults) => {
      const bench = await uploaderBench();
      try {
        await liveThrough(bench, crashes, faults);
      } finally {
        await bench.close();
      }
    }),
    { numRuns: 40 },
  );
});

async function liveThrough(bench: UploaderBench, crashes: readonly number[], faults: number) {
  const second = bench.second - 1_000;
  const names = Array.from({ length: pictures }, (_, n) => `d${n % 2}/${motionName(second + n)}`);
  for (const [n, name] of names.entries()) await bench.write(name, 1_000 - n);
  for (const stepsToLive of crashes) await killAfter(bench, stepsToLive, faults);
  const last = bench.start();
  await last.scanned.then(last.drained);

  expect(await bench.files()).toEqual([]);
  expect(bench.target.creations).toBe(pictures);
  const sent = [...bench.target.stored.values()].map(({ bytes }) => Buffer.from(bytes).toString());
  expect(sent.sort()).toEqual(names.map((name) => Buffer.from(jpegOf(name)).toString()).sort());
}

/** After so many steps nothing that this uploader does has any effect, as if it were no more. */
async function killAfter(bench: UploaderBench, stepsToLive: number, faults: number): Promise<void> {
  let steps = 0;
  let die = () => {};
  const dead = new Promise<void>((resolve) => {
    die = resolve;
  });
  const step = async () => {
    steps += 1;
    if (steps <= stepsToLive) return;
    die();
    await new Promise(() => {});
  };
  bench.target.answer = ({ bytes }) => {
    const fate = (bytes.length * 31 + steps * 17 + faults) % 5;
    const error = new SendError('unreachable', 'reset');
    if (fate === 0) return { lost: error };
    return fate === 1 ? { fail: error } : 'take';
  };
  const target: PictureTarget = {
    send: async (picture) => {
      await step();
      const answer = await bench.target.send(picture);
      await step();
      return answer;
    },
  };
  const uploader = bench.start({ target }, { disposal: mortal(bench.folder, step) });
  const drained = uploader.scanned.then(uploader.drained);
  while (
    (await Promise.race([drained.then(() => 'end'), dead.then(() => 'end'), turn()])) !== 'end'
  ) {
    bench.time.pass(1_000);
  }
  bench.abandon(uploader);
  bench.target.answer = () => 'take';
}

function mortal(folder: string, step: () => Promise<void>): PictureDisposal {
  const disposal = folderDisposal({ folder, sent: 'delete', leftOut: 'delete' });
  return {
    ...disposal,
    sent: async (file) => {
      await step();
      const result = await disposal.sent(file);
      await step();
      return result;
    },
  };
}

function turn(): Promise<string> {
  return new Promise((resolve) => setImmediate(resolve, 'turn'));
}
