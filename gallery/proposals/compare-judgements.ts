import type { Judgements, RecordedPicture } from './judge-pictures.ts';
import type { Effect } from './proposal.ts';

/** What the owner has said that a picture should have done; undefined where nobody has said it. */
export function truthOf({ entry }: RecordedPicture): 'ring' | 'silence' | undefined {
  const { outcome, judgement } = entry;
  switch (judgement?.verdict) {
    case 'right':
      return outcome === 'alarm' ? 'ring' : 'silence';
    case 'not-an-alarm':
      return outcome === 'alarm' ? 'silence' : undefined;
    case 'missed':
      return outcome === 'quiet' ? 'ring' : undefined;
    case 'none':
    case undefined:
      return undefined;
  }
}

type Compared = {
  readonly before: Judgements;
  readonly after: Judgements;
  /** Whether the change is about something in the picture; others say nothing for or against it. */
  readonly isConcerned: (picture: RecordedPicture) => boolean;
};

/** Counts what other rules would have done to pictures. */
export function compareJudgements(
  pictures: readonly RecordedPicture[],
  { before, after, isConcerned }: Compared,
): Effect {
  const counted = pictures.flatMap((picture) => {
    const { imageId } = picture.entry;
    const [was, becomes] = [before, after].map(
      (judged) => judged.get(imageId)?.outcome === 'alarm',
    );
    const truth = truthOf(picture);
    return was !== becomes || isConcerned(picture) ? [{ truth, was, becomes }] : [];
  });
  const count = (truth: ReturnType<typeof truthOf>, was: boolean, becomes?: boolean) =>
    counted.filter(
      (one) =>
        one.truth === truth &&
        one.was === was &&
        (becomes === undefined || one.becomes === becomes),
    ).length;
  return {
    falseOnes: count('silence', true),
    falseFewer: count('silence', true, false),
    falseMore: count('silence', false, true),
    right: count('ring', true),
    lost: count('ring', true, false),
    missed: count('ring', false),
    found: count('ring', false, true),
    othersFewer: count(undefined, true, false),
    othersMore: count(undefined, false, true),
  };
}
