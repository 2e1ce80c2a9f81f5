import fc from 'fast-check';
import { expect, it } from 'vitest';
import { darkroom, unavailable } from './outage/darkroom.ts';

type Step =
  | { readonly kind: 'picture' }
  | { readonly kind: 'labeler'; readonly answers: boolean }
  | { readonly kind: 'pass'; readonly seconds: number }
  /** A process is gone, and another takes its place, which knows nothing. */
  | { readonly kind: 'restart'; readonly process: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Step>({ kind: 'picture' }) },
  { weight: 2, arbitrary: fc.boolean().map((answers): Step => ({ kind: 'labeler', answers })) },
  {
    weight: 4,
    arbitrary: fc.integer({ min: 1, max: 400 }).map((seconds): Step => ({ kind: 'pass', seconds })),
  },
  { weight: 1, arbitrary: fc.nat(1).map((process): Step => ({ kind: 'restart', process })) },
);

it('labels each picture once, and tells at most once of each outage and of its end', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      const room = await darkroom();
      const processes = [await room.start(), await room.start()];
      const { answer } = room.labeler;
      let pictures = 0;
      for (const one of steps) {
        if (one.kind === 'picture') await room.upload(`p${pictures++}`);
        if (one.kind === 'labeler') {
          room.labeler.answer = one.answers ? answer : () => unavailable('no-answer');
        }
        if (one.kind === 'pass') room.pass(one.seconds);
        if (one.kind === 'restart') processes[one.process] = await room.start();
        await room.workOff(...processes);
      }
      room.labeler.answer = answer;
      for (let minutes = 0; minutes < 20 && (await room.waiting()); minutes += 1) {
        room.pass(60);
        await room.workOff(...processes);
      }

      const images = (await room.records()).map(({ event }) => event.detail.imageId);
      expect(new Set(images).size).toBe(pictures);
      expect(images).toHaveLength(pictures);
      expect(await room.deadLetters()).toBe(0);
      const told = (wanted: string) =>
        room.news().flatMap(({ type, detail }) => (type === wanted ? [detail.correlationId] : []));
      const stopped = told('LabelingStopped');
      expect(told('LabelingResumed')).toEqual(stopped);
      const begun = new Set(room.news().map(({ detail }) => 'since' in detail && detail.since));
      expect(begun.size).toBe(stopped.length);
      expect((await room.outage()).state).toBe('up');
    }),
    { numRuns: 15 },
  );
}, 60_000);
