import type { ImageClassified } from '../../../contracts/image-event.ts';
import type { Label } from '../../../contracts/label.ts';
import type { ProfileByHand } from '../../../contracts/profile-switches.ts';
import { isTestPicture } from '../../../contracts/test-picture.ts';
import { judgeLabels, type LabelJudgement } from './judge-labels.ts';
import { judgePicture, type OtherPictures } from './judge-picture.ts';
import { rulesNaming } from './name-index.ts';
import { nothingSeen, recallThings } from './recall-things.ts';
import type { RuleSet } from './rule.ts';
import type { SeenThings } from './seen-things.ts';

type PictureFacts = Pick<
  ImageClassified,
  'imageId' | 'key' | 'camera' | 'capturedAt' | 'motionEvent'
>;

type Picture<Facts> = {
  readonly detail: Facts;
  readonly labels: readonly Label[];
  readonly alarmConfidence: number;
  /** The profile that had been switched on by hand. */
  readonly byHand?: ProfileByHand | undefined;
};

type Settled<Facts> = { readonly detail: Facts; readonly judgement: LabelJudgement };

type Judging = { readonly rules: RuleSet; readonly timeZone: string };

/**
 * Judges pictures as the pipeline would have, one after the other as they were taken. Records come in no
 * order, so that those that depend on others wait for the end, with those labels only that rules name.
 */
export function judgeInOrder<Facts extends PictureFacts>({ rules, timeZone }: Judging) {
  const waiting: Picture<Facts>[] = [];
  const noted = new Set<string>();
  const seen = new Map<string, SeenThings>();

  return { add, settled };

  /** The judgement on a picture that is quiet whatever others there are; undefined for one that waits. */
  function add(picture: Picture<Facts>): LabelJudgement | undefined {
    const { detail, labels } = picture;
    const seenBefore = detail.motionEvent === undefined ? undefined : new Set<string>();
    const alone = judgeLabels(labels, rules, { ...situationOf(picture), seenBefore });
    if (alone.outcome === 'quiet' && alone.pending.length === 0) return alone;
    const named = labels.filter((label) => rulesNaming(label, rules.rules).length > 0);
    waiting.push({ ...picture, labels: named });
    return undefined;
  }

  async function* settled(): AsyncGenerator<Settled<Facts>> {
    for (const picture of waiting.toSorted(byTime)) {
      const { detail, labels } = picture;
      const others = othersOf(detail);
      const judgement = await judgePicture({ labels, rules }, situationOf(picture), others);
      yield { detail, judgement };
    }
  }

  function situationOf({
    detail: { camera, capturedAt },
    alarmConfidence,
    byHand,
  }: Picture<Facts>) {
    return { camera, capturedAt, timeZone, alarmConfidence, byHand };
  }

  function othersOf({ key, camera, motionEvent }: PictureFacts): OtherPictures {
    const note = motionEvent === undefined ? undefined : noteOf(`${camera}\n${motionEvent}`);
    if (isTestPicture(key)) return { note, recall: undefined };
    return {
      note,
      recall: async (picture, policy) => {
        const recalled = recallThings(seen.get(camera) ?? nothingSeen, picture, policy);
        seen.set(camera, recalled.seen);
        return recalled.known;
      },
    };
  }

  function noteOf(visit: string): OtherPictures['note'] {
    return async (pending) => {
      const nameOf = (rule: string) => `${visit}\n${rule}`;
      const before = new Set(pending.filter((rule) => noted.has(nameOf(rule))));
      for (const rule of pending) noted.add(nameOf(rule));
      return before;
    };
  }
}

function byTime(
  { detail: a }: Picture<PictureFacts>,
  { detail: b }: Picture<PictureFacts>,
): number {
  if (a.capturedAt !== b.capturedAt) return a.capturedAt < b.capturedAt ? -1 : 1;
  return a.imageId < b.imageId ? -1 : 1;
}
