import type { Verdict } from '../../contracts/feedback.ts';
import { formatCount } from '../format-number.ts';
import { formatClock } from '../format-time.ts';
import { Icon } from '../icon.tsx';
import { LabelChips } from '../label-chips.tsx';
import type { ListedEntry } from '../select-entries.ts';

type Props = {
  readonly entry: ListedEntry;
  readonly place: number;
  readonly count: number;
  readonly onSay: (verdict: Verdict) => void;
  readonly onUndo: (() => void) | undefined;
};

/** What the labeler saw, and what the owner sees. */
export function ReviewBar({ entry, place, count, onSay, onUndo }: Props) {
  return (
    <div class="review-bar">
      <p class="review-about">
        <span class="position" aria-live="polite">
          {formatCount(place + 1)} of {formatCount(count)}
        </span>{' '}
        <time dateTime={entry.capturedAt}>{formatClock(entry.capturedAt)}</time>{' '}
        <bdi>{entry.camera}</bdi> <LabelChips labels={entry.labels} count={3} />
      </p>
      <div class="review-buttons">
        <button
          type="button"
          class="button"
          aria-label="Undo"
          aria-keyshortcuts="u"
          aria-disabled={onUndo === undefined}
          onClick={() => onUndo?.()}
        >
          <Icon name="undo" />
        </button>
        <button
          type="button"
          class="button missed"
          aria-keyshortcuts="m"
          onClick={() => onSay('missed')}
        >
          <Icon name="alarm" /> Missed somebody <kbd>m</kbd>
        </button>
        <button
          type="button"
          class="button primary"
          aria-keyshortcuts="n"
          onClick={() => onSay('right')}
        >
          <Icon name="quiet" /> Nothing here <kbd>n</kbd>
        </button>
      </div>
    </div>
  );
}
