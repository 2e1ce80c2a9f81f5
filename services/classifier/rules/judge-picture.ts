import type { Label } from '../../../contracts/label.ts';
import { type JudgeContext, judgeLabels, type LabelJudgement } from './judge-labels.ts';
import type { KnownBox } from './known-box.ts';
import type { AlarmingPicture } from './recall-things.ts';
import { defaultRepeatPolicy, type RepeatPolicy } from './repeat-policy.ts';
import type { RuleSet } from './rule.ts';

/** What other pictures say about one. */
export type OtherPictures = {
  /** Notes rules that nearly rang; tells which of them another picture of its event nearly rang. */
  readonly note: ((rules: readonly string[]) => Promise<ReadonlySet<string>>) | undefined;
  /** Remembers what rings; tells what of it was alarmed before and need not ring again. */
  readonly recall:
    | ((picture: AlarmingPicture, policy: RepeatPolicy) => Promise<readonly KnownBox[]>)
    | undefined;
};

type Situation = Omit<JudgeContext, 'seenBefore' | 'known'>;

/**
 * Judges a picture by itself and, where that leaves it open, by others: those of its motion event when it
 * nearly rings, and earlier ones of its camera when it does.
 */
export async function judgePicture(
  { labels, rules }: { readonly labels: readonly Label[]; readonly rules: RuleSet },
  situation: Situation,
  { note, recall }: OtherPictures,
): Promise<LabelJudgement> {
  let seenBefore = note === undefined ? undefined : new Set<string>();
  const byItself = await withOthers([]);
  const { repeats: policy = defaultRepeatPolicy } = rules;
  if (recall === undefined || policy === 'off' || byItself.outcome === 'quiet') return byItself;
  const { capturedAt } = situation;
  const known = await recall({ capturedAt, labels, alarming: byItself.alarming }, policy);
  // What is left without them may still need a second picture.
  return known.length === 0 ? byItself : withOthers(known);

  async function withOthers(boxes: readonly KnownBox[]): Promise<LabelJudgement> {
    const judge = () => judgeLabels(labels, rules, { ...situation, seenBefore, known: boxes });
    const alone = judge();
    if (note === undefined || alone.pending.length === 0) return alone;
    seenBefore = new Set([...(seenBefore ?? []), ...(await note(alone.pending))]);
    return judge();
  }
}
