import * as v from 'valibot';

const Text = v.pipe(v.string(), v.nonEmpty());
const Instant = v.pipe(v.string(), v.isoTimestamp(), v.endsWith('Z'));

/** What an owner says of a decision; `none` takes back what was said. */
export const verdicts = ['right', 'not-an-alarm', 'missed', 'none'] as const;
export type Verdict = (typeof verdicts)[number];

const VerdictSchema = v.picklist(verdicts);

/** The newest judgement of one picture, as the gallery lists it. */
export const JudgementSchema = v.object({ verdict: VerdictSchema, givenAt: Instant });
export type Judgement = v.InferOutput<typeof JudgementSchema>;

const imageFields = {
  schemaVersion: v.literal(1),
  imageId: Text,
  camera: Text,
  capturedAt: Instant,
  /** What the classifier had decided. */
  outcome: v.picklist(['alarm', 'quiet']),
  recordKey: Text,
};

/** The judgement beside a record, under `feedback/`; the newest wins. */
export const FeedbackSchema = v.object({ ...imageFields, ...JudgementSchema.entries });
export type Feedback = v.InferOutput<typeof FeedbackSchema>;

/** An owner judged a picture. */
export const FeedbackGivenSchema = v.object({
  ...imageFields,
  correlationId: Text,
  ...JudgementSchema.entries,
  /** Where the classifier had it filed. */
  filedKey: Text,
  /** Where it belongs by the judgement; the same as `filedKey` unless the judgement turns the outcome round. */
  destinationKey: Text,
});
export type FeedbackGiven = v.InferOutput<typeof FeedbackGivenSchema>;

/** Of two judgements the newer; the same whichever comes first. */
export function newerJudgement(one: Judgement, other: Judgement): Judgement {
  const [a, b] = [one, other].map(({ givenAt, verdict }) => `${givenAt} ${verdict}`);
  return (a ?? '') >= (b ?? '') ? one : other;
}
