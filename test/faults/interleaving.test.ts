import fc from 'fast-check';
import { beforeAll, expect, it, vi } from 'vitest';
import { checkLife } from './check-life.ts';
import { type FaultPicture, faultPictures } from './pictures.ts';
import { pipeline } from './pipeline.ts';

// Who waits to take others along need not wait here.
vi.mock('node:timers/promises', () => ({ setTimeout: async () => undefined }));

const seed = Number(process.env.FAULT_SEED ?? 20_261_120);
const runs = Number(process.env.FAULT_RUNS ?? 300);

let pictures: readonly FaultPicture[];
beforeAll(async () => {
  pictures = await faultPictures(2);
});

it(`no reader fails because the mover was faster, in whatever order they do what they do (FAULT_SEED=${seed})`, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.nat(5),
      fc.boolean(),
      async (scheduler, which, hasVersions) => {
        let isScheduled = false;
        const run = await pipeline({
          hasVersions,
          decide: (consumer, call) =>
            isScheduled
              ? scheduler.schedule(Promise.resolve(undefined), `${consumer}: ${call}`)
              : undefined,
        });
        const picture = pictures[which];
        if (picture === undefined) throw new Error('there is no such picture');
        await run.upload('upload/garden/20261120-140219.jpg', picture);
        // Its event comes to everybody twice.
        await run.deliver();
        await run.queues.sendAll(run.queues.sent.slice(1));
        isScheduled = true;
        const failures = run.deliverAll();
        await scheduler.waitFor(failures);
        isScheduled = false;
        expect((await failures).map(String).filter((text) => !isRivalry(text))).toEqual([]);
        await run.settle();
        expect(await checkLife(run)).toEqual([]);
      },
    ),
    { seed, numRuns: runs },
  );
});

// Of two that send one message, the second comes back later.
function isRivalry(text: string): boolean {
  return text.includes('somebody is sending it');
}
