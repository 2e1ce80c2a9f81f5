import { useContext, useMemo } from 'preact/hooks';
import { formatAddress, noFilter, type View } from '../address.ts';
import { DayPicker } from '../day-picker.tsx';
import { judgedEntries } from '../judged-entries.ts';
import { JudgingContext } from '../judging.ts';
import type { ViewProps } from '../lazy-view.tsx';
import { chooseAudit } from './choose-audit.ts';
import { ReviewCard } from './review-card.tsx';
import { ReviewSession } from './review-session.tsx';

/** Looking through quiet pictures: did anything slip through? */
export function ReviewView({ navigation, live: { index } }: ViewProps) {
  const { address, go } = navigation;
  const { given, isPossible } = useContext(JudgingContext);
  const day = address.day ?? index?.day;
  const isWhole = index !== undefined && index.day === day && index.whole;
  const entries = useMemo(() => judgedEntries(index?.entries ?? [], given), [index, given]);
  const audit = useMemo(
    () => chooseAudit(entries, day ?? '').map(({ entry }) => entry),
    [entries, day],
  );
  const quiet = entries.filter(({ outcome }) => outcome === 'quiet');
  const session = address.view === 'audit' ? audit : quiet;
  const linkTo = (view: View) =>
    isPossible ? formatAddress({ ...noFilter, view, day, image: undefined }) : undefined;
  return (
    <main class="review" aria-busy={!isWhole}>
      {day !== undefined && (
        <DayPicker days={index?.days ?? []} day={day} onDay={(chosen) => go({ day: chosen })} />
      )}
      <ReviewCard
        title="Daily audit"
        about="A dozen quiet pictures: what nearly rang, what moved most, and some by chance. They tell how much slips through."
        entries={audit}
        link={linkTo('audit')}
      />
      <ReviewCard
        title="All quiet pictures"
        about="One after the other, as fast as you can look."
        entries={quiet}
        link={linkTo('quiet')}
      />
      {!isPossible && <p class="muted">Judgements are not taken here.</p>}
      {address.view !== 'review' && isWhole && isPossible && (
        <ReviewSession
          key={`${address.view} ${day}`}
          entries={session}
          onEnd={() => go({ view: 'review' })}
        />
      )}
    </main>
  );
}
