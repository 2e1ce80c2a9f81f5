import type { DomainEvent, ImageClassified } from '../../contracts/image-event.ts';
import type { ImageRecord } from '../../contracts/image-record.ts';
import { alarmConfidenceOf } from '../../services/classifier/rules/alarm-confidence.ts';
import { judgeInOrder } from '../../services/classifier/rules/judge-in-order.ts';
import type { LabelJudgement } from '../../services/classifier/rules/judge-labels.ts';
import { leastConfidence, type RuleSet } from '../../services/classifier/rules/rule.ts';
import { newest } from './newest.ts';
import { tellingLine } from './telling-line.ts';

export type Changed = {
  readonly imageId: string;
  readonly capturedAt: string;
  readonly camera: string;
  readonly labels: readonly string[];
  readonly reason: string;
};

type Changes = { readonly count: number; readonly newest: readonly Changed[] };

export type Simulation = {
  readonly pictures: number;
  readonly rejected: number;
  /** They rang because something moved; nobody knows what other rules would have made of them. */
  readonly unlabelled: number;
  readonly unreadable: number;
  readonly rang: number;
  readonly wouldRing: number;
  /** Pictures that would ring, had nothing in them been alarmed before. */
  readonly silentAsRepeats: number;
  readonly newly: Changes;
  readonly noLonger: Changes;
  /** The rules can use labels that were less sure than what some records list. */
  readonly asksForLess: boolean;
};

const mostExamples = 20;

type Verdict = {
  readonly before: 'alarm' | 'quiet';
  readonly after: 'alarm' | 'quiet';
  readonly isRepeat: boolean;
  readonly changed: Changed;
};

type Seen = { readonly record: ImageRecord; readonly event: DomainEvent<'ImageClassified'> };

type PictureFacts = Pick<
  ImageClassified,
  'imageId' | 'key' | 'camera' | 'capturedAt' | 'motionEvent' | 'outcome' | 'matches'
>;

/** Judges recorded pictures by other rules. Nothing is labelled, and nobody is told. */
export async function simulate(
  records: AsyncIterable<ImageRecord | undefined>,
  { rules, timeZone }: { readonly rules: RuleSet; readonly timeZone: string },
): Promise<Simulation> {
  const counts = {
    pictures: 0,
    rejected: 0,
    unlabelled: 0,
    unreadable: 0,
    rang: 0,
    wouldRing: 0,
    silentAsRepeats: 0,
  };
  const [newly, noLonger] = [newest<Changed>(mostExamples), newest<Changed>(mostExamples)];
  const judging = judgeInOrder<PictureFacts>({ rules, timeZone });
  let asksForLess = false;

  for await (const record of records) {
    if (record === undefined) counts.unreadable += 1;
    else if (record.event.type === 'ImageRejected') counts.rejected += 1;
    else if (record.event.detail.labeler === 'none') counts.unlabelled += 1;
    else take({ record, event: record.event });
  }
  for await (const { detail, judgement } of judging.settled()) count(verdictOf(detail, judgement));
  const changes = ({ count, kept }: typeof newly) => ({ count: count(), newest: kept() });
  return { ...counts, newly: changes(newly), noLonger: changes(noLonger), asksForLess };

  function take({ record, event }: Seen): void {
    counts.pictures += 1;
    const { labels, profiles } = record;
    const { labeler } = event.detail;
    const alarmConfidence = alarmConfidenceOf({ labeler, rules: record.rules });
    asksForLess ||= leastConfidence(rules, alarmConfidence) < alarmConfidence;
    const detail = factsOf(event.detail);
    const judgement = judging.add({ detail, labels, alarmConfidence, byHand: profiles?.byHand });
    if (judgement !== undefined) count(verdictOf(detail, judgement));
  }

  function count({ before, after, isRepeat, changed }: Verdict): void {
    if (before === 'alarm') counts.rang += 1;
    if (after === 'alarm') counts.wouldRing += 1;
    if (isRepeat) counts.silentAsRepeats += 1;
    if (before !== 'alarm' && after === 'alarm') newly.add(changed);
    if (before === 'alarm' && after !== 'alarm') noLonger.add(changed);
  }
}

// Many of them wait for the end.
function factsOf(detail: ImageClassified): PictureFacts {
  const { imageId, key, camera, capturedAt, motionEvent, outcome, matches } = detail;
  const event = motionEvent === undefined ? {} : { motionEvent };
  return { imageId, key, camera, capturedAt, outcome, matches, ...event };
}

function verdictOf(
  detail: PictureFacts,
  { outcome, matches, trace, repeats }: LabelJudgement,
): Verdict {
  const { imageId, capturedAt, camera } = detail;
  const concerned = outcome === 'alarm' ? matches : detail.matches;
  const labels = [...new Set(concerned.map(({ label }) => label))];
  const reason = tellingLine(trace, labels);
  const changed: Changed = { imageId, capturedAt, camera, labels, reason };
  const isRepeat = outcome === 'quiet' && repeats.length > 0;
  return { before: detail.outcome, after: outcome, isRepeat, changed };
}
