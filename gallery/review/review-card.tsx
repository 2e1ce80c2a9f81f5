import { formatCount } from '../format-number.ts';
import { Icon } from '../icon.tsx';
import { isJudged, type ListedEntry } from '../select-entries.ts';

type Props = {
  readonly title: string;
  readonly about: string;
  readonly entries: readonly ListedEntry[];
  /** Undefined where nobody takes judgements. */
  readonly link: string | undefined;
};

/** Something to look through, and how far somebody has come. */
export function ReviewCard({ title, about, entries, link }: Props) {
  const done = entries.filter(isJudged).length;
  const isLeft = done < entries.length;
  return (
    <section class="review-card">
      <h2>{title}</h2>
      <p>{about}</p>
      <progress max={Math.max(entries.length, 1)} value={done} aria-label={`${title}: looked at`} />
      <p class="muted">
        {formatCount(done)} of {formatCount(entries.length)} looked at
      </p>
      {link !== undefined && isLeft && (
        <a class="button primary" href={link}>
          <Icon name="review" /> {done === 0 ? 'Begin' : 'Go on'}
        </a>
      )}
    </section>
  );
}
