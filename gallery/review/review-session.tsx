import { useContext, useEffect, useState } from 'preact/hooks';
import type { Verdict } from '../../contracts/feedback.ts';
import { Icon } from '../icon.tsx';
import { JudgingContext } from '../judging.ts';
import { PictureStage } from '../picture-stage.tsx';
import { pictureUrls } from '../picture-urls.ts';
import { isJudged, type ListedEntry } from '../select-entries.ts';
import { useKeys } from '../use-keys.ts';
import { useModal } from '../use-modal.ts';
import { ReviewBar } from './review-bar.tsx';
import { ReviewResult } from './review-result.tsx';

const preloaded = 4;

type Props = { readonly entries: readonly ListedEntry[]; readonly onEnd: () => void };

/** Quiet pictures one after the other, each filling the screen. */
export function ReviewSession({ entries, onEnd }: Props) {
  const dialog = useModal();
  const { judge, undo } = useContext(JudgingContext);
  // What is judged meanwhile is still to be gone back to.
  const [pictures] = useState(() => entries.filter((entry) => !isJudged(entry)));
  const [place, setPlace] = useState(0);
  const shown = pictures[place];
  usePreloadedPictures(pictures.slice(place + 1, place + 1 + preloaded));

  const say = (verdict: Verdict) => {
    if (shown === undefined) return;
    judge(shown, verdict);
    setPlace(place + 1);
  };
  const takeBack = () => {
    const undone = undo?.();
    const before = pictures.findIndex(({ imageId }) => imageId === undone?.imageId);
    if (before >= 0) setPlace(before);
  };
  useKeys(
    {
      n: () => say('right'),
      m: () => say('missed'),
      u: takeBack,
      ArrowRight: () => setPlace(Math.min(place + 1, pictures.length)),
      ArrowLeft: () => setPlace(Math.max(place - 1, 0)),
    },
    true,
  );
  return (
    <dialog
      ref={dialog}
      class="large session"
      tabIndex={-1}
      aria-label="Review"
      onCancel={(event) => {
        event.preventDefault();
        onEnd();
      }}
    >
      {shown === undefined ? (
        <ReviewResult judged={entries.filter(isJudged)} onEnd={onEnd} />
      ) : (
        <>
          <PictureStage
            key={shown.imageId}
            entry={shown}
            boxes={[]}
            onSwipe={(step) => say(step === 'next' ? 'right' : 'missed')}
          />
          <ReviewBar
            entry={shown}
            place={place}
            count={pictures.length}
            onSay={say}
            onUndo={place > 0 && undo !== undefined ? takeBack : undefined}
          />
        </>
      )}
      <button type="button" class="round-button close" aria-label="Close" onClick={onEnd}>
        <Icon name="close" />
      </button>
    </dialog>
  );
}

/** Has the next pictures at hand: nobody wants to wait for a bush. */
function usePreloadedPictures(next: readonly ListedEntry[]): void {
  const urls = next.flatMap((entry) => pictureUrls(entry).slice(0, 1));
  useEffect(() => {
    for (const url of urls) new Image().src = url;
  }, [urls.join()]);
}
