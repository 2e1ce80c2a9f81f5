import type { Guard } from './guard.ts';

/** What keeps up with outages, judgements, counts and sweeps. */
export const stateGuards: readonly Guard[] = [
  {
    keeps: 'what was filed before it was told of is told of',
    file: 'services/classifier/handle.ts',
    text: 'if (known !== undefined) await events.publish([known.event]);',
    instead: '',
    tests: ['services/classifier/handle-again.test.ts'],
  },
  {
    keeps: 'what nobody can label waits',
    file: 'services/classifier/judge-image.ts',
    text: 'if (until === undefined || until > now()) return { ...unanswered, until };',
    instead: '',
    tests: ['test/labeler-outage.test.ts'],
  },
  {
    keeps: 'motion rings only where a rule could',
    file: 'services/classifier/unlabelled.ts',
    text: 'if (!couldRing) return undefined;',
    instead: '',
    tests: ['services/classifier/unlabelled.test.ts'],
  },
  {
    keeps: 'a month’s limit is not passed',
    file: 'services/classifier/outage/label-budget.ts',
    text: 'Math.min(size, (limit ?? 0) - before.reserved)',
    instead: 'size',
    tests: ['services/classifier/outage/label-budget.test.ts'],
  },
  {
    keeps: 'nothing is labelled once the limit is reached',
    file: 'services/classifier/outage/patient-labeler.ts',
    text: 'if (!(await budget.take())) {',
    instead: 'if ((await budget.take()) === null) {',
    tests: ['test/labeler-outage.test.ts'],
  },
  {
    keeps: 'one mover at a time turns a picture round',
    file: 'services/mover/picture-hold.ts',
    text: "condition: 'if-absent'",
    instead: '',
    tests: ['services/mover'],
  },
  {
    keeps: 'a count does not undo a newer one',
    file: 'runtime/recount-document.ts',
    text: "condition: blob === undefined ? 'if-absent' : { ifMatch: blob.etag },",
    instead: '',
    tests: ['runtime/recount-document.test.ts'],
  },
  {
    keeps: 'a part of an hour is listed once all of them have what the hour held',
    file: 'services/thumbnailer/gallery-index.ts',
    text: 'map(({ part, own }) => addToShard(day, part, own));',
    instead:
      'map(async ({ part, own }) => { await list(day, [part]); return addToShard(day, part, own); });',
    tests: ['services/thumbnailer/gallery-index.test.ts'],
  },
  {
    keeps: 'a part of an hour gets what the hour held',
    file: 'services/thumbnailer/gallery-index.ts',
    text: '[...waiting, ...entries]',
    instead: 'entries',
    tests: ['services/thumbnailer/gallery-index.test.ts'],
  },
  {
    keeps: 'a picture that was forgotten is told of again',
    file: 'services/sweeper/mend-gaps.ts',
    text: 'if (again.length > 0) await',
    instead: 'if (again === null) await',
    tests: ['test/sweep.test.ts'],
  },
  {
    keeps: 'a picture that is on no page is listed',
    file: 'services/sweeper/mend-gaps.ts',
    text: 'await events.publish([record.event]);',
    instead: '',
    tests: ['test/sweep.test.ts'],
  },
  {
    keeps: 'the sweep has nothing labelled that waits',
    file: 'services/sweeper/choose-stragglers.ts',
    text: 'mayWait && !isRecorded',
    instead: 'mayWait && isRecorded === null',
    tests: ['services/sweeper'],
  },
  {
    keeps: 'a judgement that nobody was told of is told of by the sweep',
    file: 'services/sweeper/find-untold.ts',
    text: 'if (shown === undefined) return true;',
    instead: 'if (shown === undefined) return false;',
    tests: ['test/sweep-judgements.test.ts'],
  },
];
