import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import {
  type Feedback,
  type FeedbackGiven,
  FeedbackGivenSchema,
  FeedbackSchema,
  type Judgement,
  newerJudgement,
  type Verdict,
  verdicts,
} from './feedback.ts';

const judgement = fc.record<Judgement>(
  {
    verdict: fc.constantFrom<Verdict>(...verdicts),
    givenAt: fc.constantFrom('2026-11-20T14:10:42.000Z', '2026-11-20T14:10:43.000Z'),
  },
  { noNullPrototype: true },
);

describe('newerJudgement', () => {
  it('lets the later word count, also when it takes back what was said', () => {
    const said = { verdict: 'missed', givenAt: '2026-11-20T14:10:42.000Z' } as const;
    const takenBack = { verdict: 'none', givenAt: '2026-11-20T14:10:43.000Z' } as const;
    expect(newerJudgement(said, takenBack)).toBe(takenBack);
    expect(newerJudgement(takenBack, said)).toBe(takenBack);
  });

  it('gives the same whichever comes first, and in whatever groups', () => {
    fc.assert(
      fc.property(judgement, judgement, judgement, (a, b, c) => {
        expect(newerJudgement(a, b)).toEqual(newerJudgement(b, a));
        expect(newerJudgement(newerJudgement(a, b), c)).toEqual(
          newerJudgement(a, newerJudgement(b, c)),
        );
        expect(newerJudgement(a, a)).toEqual(a);
      }),
    );
  });
});

describe('the schema of a judgement', () => {
  const feedback: Feedback = {
    ...{ schemaVersion: 1, imageId: 'a', camera: 'garden', outcome: 'quiet' },
    ...{ capturedAt: '2026-11-20T13:02:11.000Z', recordKey: 'records/garden/2026-11-20/a.json' },
    ...{ verdict: 'missed', givenAt: '2026-11-20T14:10:42.000Z' },
  };

  it('takes what was said of a picture, and no other word', () => {
    expect(v.parse(FeedbackSchema, feedback)).toEqual(feedback);
    expect(v.is(FeedbackSchema, { ...feedback, verdict: 'maybe' })).toBe(false);
  });

  it('is that of the event, which says where the picture is filed, too', () => {
    const files = { filedKey: 'jpg_quiet/a.jpg', destinationKey: 'jpg_alarm/a.jpg' };
    const given: FeedbackGiven = { ...feedback, correlationId: 'a', ...files };
    expect(v.parse(FeedbackGivenSchema, given)).toEqual(given);
    expect(v.is(FeedbackGivenSchema, feedback)).toBe(false);
  });
});
