import { alarmConfidenceOf } from '../../services/classifier/rules/alarm-confidence.ts';
import { judgeInOrder } from '../../services/classifier/rules/judge-in-order.ts';
import type { LabelJudgement } from '../../services/classifier/rules/judge-labels.ts';
import type { RuleSet } from '../../services/classifier/rules/rule.ts';
import type { ListedEntry } from '../select-entries.ts';
import type { JudgedRecord } from '../statistics/judged-record.ts';

/** A picture as it is listed, with the judgement on it, and what was seen in it. */
export type RecordedPicture = { readonly entry: ListedEntry; readonly record: JudgedRecord };

/** What rules make of pictures, by image. */
export type Judgements = ReadonlyMap<string, Pick<LabelJudgement, 'outcome' | 'matches'>>;

type Judging = { readonly rules: RuleSet; readonly timeZone: string };

/** Judges recorded pictures as `rules simulate` does. */
export async function judgePictures(
  pictures: readonly RecordedPicture[],
  judging: Judging,
): Promise<Judgements> {
  const judged = new Map<string, LabelJudgement>();
  const inOrder = judgeInOrder<JudgedRecord['event']['detail']>(judging);
  for (const { record } of pictures) {
    const { detail } = record.event;
    const judgement = inOrder.add({
      ...{ detail, labels: record.labels, byHand: record.profiles?.byHand },
      alarmConfidence: alarmConfidenceOf({ labeler: detail.labeler, rules: record.rules }),
    });
    if (judgement !== undefined) judged.set(detail.imageId, judgement);
  }
  for await (const { detail, judgement } of inOrder.settled()) {
    judged.set(detail.imageId, judgement);
  }
  return judged;
}
