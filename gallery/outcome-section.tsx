import { useState } from 'preact/hooks';
import { formatHour } from './format-time.ts';
import { Icon } from './icon.tsx';
import { PictureCard } from './picture-card.tsx';
import { groupByHour, type ListedEntry } from './select-entries.ts';

// Thousands of cards make a page slow, and who looks at thousands?
const cardsAtFirst = 240;

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

type Props = {
  readonly outcome: ListedEntry['outcome'];
  readonly entries: readonly ListedEntry[];
  readonly linkOf: (image: string) => string;
  readonly onOpen: (image: string) => void;
};

/** The pictures of one outcome, hour by hour. */
export function OutcomeSection({ outcome, entries, linkOf, onOpen }: Props) {
  const { title, about, none } = words[outcome];
  const [limit, setLimit] = useState(cardsAtFirst);
  return (
    <section
      class={`outcome ${outcome} ${entries.length === 0 ? 'none' : ''}`}
      aria-labelledby={`${outcome}-title`}
    >
      <header class="outcome-header">
        <span class="outcome-sign">
          <Icon name={outcome} />
        </span>
        <h2 id={`${outcome}-title`}>
          {title} <span class="count">{entries.length}</span>
        </h2>
        <p>{entries.length === 0 ? none : about}</p>
      </header>
      <div class="hours">
        <div class="flow">
          {groupByHour(entries.slice(0, limit)).map((group) => (
            <div key={group.hour} class="hour">
              <h3>{formatHour(group.hour)}</h3>
              <ul class="grid">
                {group.entries.map((entry) => (
                  <PictureCard
                    key={entry.imageId}
                    entry={entry}
                    link={linkOf(entry.imageId)}
                    onOpen={() => onOpen(entry.imageId)}
                  />
                ))}
              </ul>
            </div>
          ))}
        </div>
      </div>
      {entries.length > limit && (
        <button type="button" class="button more" onClick={() => setLimit(limit * 4)}>
          Show more
        </button>
      )}
    </section>
  );
}
