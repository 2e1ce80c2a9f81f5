import { formatCount } from '../format-number.ts';
import { Icon } from '../icon.tsx';
import type { ListedEntry } from '../select-entries.ts';

type Props = { readonly judged: readonly ListedEntry[]; readonly onEnd: () => void };

/** What came of looking. */
export function ReviewResult({ judged, onEnd }: Props) {
  const missed = judged.filter(({ judgement }) => judgement?.verdict === 'missed').length;
  return (
    <div class="empty">
      <span class="outcome-sign large-sign">
        <Icon name="quiet" />
      </span>
      <h2>All looked at</h2>
      <p>
        {missed === 0
          ? `In ${formatCount(judged.length)} quiet pictures, nothing was missed.`
          : `${formatCount(missed)} of ${formatCount(judged.length)} quiet pictures should have rung.`}{' '}
        The statistics say what that means for all the others.
      </p>
      <button type="button" class="button" onClick={onEnd}>
        Back
      </button>
    </div>
  );
}
