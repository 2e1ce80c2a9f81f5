import type { Section } from './arrange-entries.ts';
import { formatCount } from './format-number.ts';
import { Icon } from './icon.tsx';
import { VisitGrid } from './visit-grid.tsx';

const words = {
  alarm: {
    title: 'Alarms',
    about: 'Something on your alarm list was seen',
    none: 'No alarms. Nothing on your list was seen.',
  },
  quiet: {
    title: 'Quiet',
    about: 'Something moved, but nothing on your list',
    none: 'No quiet pictures.',
  },
  rejected: {
    title: 'Rejected',
    about: 'Files that could not be read as pictures',
    none: 'No rejected files.',
  },
};

type Props = Section & {
  readonly returnTo: string | undefined;
  readonly linkOf: (image: string) => string;
  readonly onOpen: (image: string) => void;
};

/** The pictures of one outcome, visit by visit. */
export function OutcomeSection({ outcome, count, visits, ...grid }: Props) {
  const { title, about, none } = words[outcome];
  return (
    <section
      class={`outcome ${outcome} ${count === 0 ? 'none' : ''}`}
      aria-labelledby={`${outcome}-title`}
    >
      <header class="outcome-header">
        <span class="outcome-sign">
          <Icon name={outcome} />
        </span>
        <h2 id={`${outcome}-title`}>
          {title} <span class="count">{formatCount(count)}</span>
        </h2>
        <p>{count === 0 ? none : about}</p>
      </header>
      {count > 0 && <VisitGrid outcome={outcome} visits={visits} {...grid} />}
    </section>
  );
}
