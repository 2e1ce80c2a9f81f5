import { useMemo } from 'preact/hooks';
import type { OutcomeFilter } from './address.ts';
import { DayPicker } from './day-picker.tsx';
import { DownloadLink } from './download-link.tsx';
import { Filters } from './filters.tsx';
import { camerasOf, type ListedEntry, labelsOf } from './select-entries.ts';
import type { Navigation } from './use-address.ts';

type Props = {
  readonly navigation: Navigation;
  /** Newest first. */
  readonly days: readonly string[];
  readonly day: string | undefined;
  readonly entries: readonly ListedEntry[];
  readonly counts: Record<OutcomeFilter, number>;
  readonly canDownload: boolean;
};

/** Chooses a day, and what of it is shown. */
export function DayToolbar({ navigation, days, day, entries, counts, canDownload }: Props) {
  const { address, go } = navigation;
  const cameras = useMemo(() => camerasOf(entries), [entries]);
  const labels = useMemo(() => labelsOf(entries), [entries]);
  if (day === undefined) return null;
  return (
    <section class="toolbar" aria-label="Day and filters">
      <DayPicker days={days} day={day} onDay={(chosen) => go({ day: chosen, image: undefined })} />
      {days.length > 0 && (
        <Filters filter={address} counts={counts} cameras={cameras} labels={labels} onChange={go}>
          {canDownload && entries.length > 0 && <DownloadLink address={address} day={day} />}
        </Filters>
      )}
    </section>
  );
}
