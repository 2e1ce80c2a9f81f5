import { alarmSummary } from '../contracts/alarm-summary.ts';
import { formatConfidence } from './format-confidence.ts';
import { formatShortClock } from './format-time.ts';
import { Logo } from './logo.tsx';
import { objectUrl } from './object-url.ts';
import type { PictureMatch } from './picture-record.ts';
import type { ListedEntry } from './select-entries.ts';

type Props = { readonly entry: ListedEntry; readonly matches: readonly PictureMatch[] | undefined };

/** The alert as it looked on the owner's phone. */
export function AlertCard({ entry, matches = listedMatches(entry) }: Props) {
  const { camera, capturedAt, thumbnail } = entry;
  const surest = Math.max(0, ...matches.map(({ confidence }) => confidence));
  return (
    <section class="part">
      <h3>The alert</h3>
      <div class="alert-card">
        <p class="alert-app">
          <Logo /> IntelliCam <time dateTime={capturedAt}>{formatShortClock(capturedAt)}</time>
        </p>
        <p class="alert-title">
          <bdi>{alarmSummary({ camera, matches: [...matches] })}</bdi>
        </p>
        <p class="alert-text">
          {entry.labels.length === 0 ? 'not labelled' : `${formatConfidence(surest)} sure`}
        </p>
        {thumbnail !== undefined && (
          <img
            src={objectUrl(thumbnail.key)}
            alt=""
            width={thumbnail.width}
            height={thumbnail.height}
          />
        )}
      </div>
    </section>
  );
}

/** What the index says of the matches, until the record is read. */
function listedMatches({ labels }: ListedEntry): readonly PictureMatch[] {
  return labels
    .filter(({ alarm }) => alarm)
    .map(({ name, confidence }) => ({ rule: name, label: name, confidence }));
}
