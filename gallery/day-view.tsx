import { useContext, useEffect, useMemo, useRef } from 'preact/hooks';
import { type Address, formatAddress, noFilter } from './address.ts';
import { type Arrangement, arrangeEntries } from './arrange-entries.ts';
import { DayToolbar } from './day-toolbar.tsx';
import { EmptyGallery } from './empty-gallery.tsx';
import { formatDay } from './format-time.ts';
import { HourBars } from './hour-bars.tsx';
import { judgedEntries } from './judged-entries.ts';
import { JudgingContext } from './judging.ts';
import { NewPictures } from './new-pictures.tsx';
import { OutcomeSection } from './outcome-section.tsx';
import { PictureDialog } from './picture-dialog.tsx';
import { type ListedEntry, selectEntries } from './select-entries.ts';
import type { Navigation } from './use-address.ts';
import { useCalmEntries } from './use-calm-entries.ts';
import type { LiveIndex } from './use-index.ts';

const nothing: readonly ListedEntry[] = [];

type Props = {
  readonly navigation: Navigation;
  readonly live: LiveIndex;
  readonly canDownload: boolean;
};

/** A day's pictures, alarms first, and one of them large. */
export function DayView({ navigation, live: { index }, canDownload }: Props) {
  const { address, go, open, close } = navigation;
  const { given } = useContext(JudgingContext);
  const day = address.day ?? index?.day;
  const isRead = index !== undefined && index.day === day;
  const listed = isRead ? index.entries : nothing;
  const { entries: calm, waiting } = useCalmEntries(listed, day ?? '');
  const ofDay = useMemo(() => judgedEntries(calm, given), [calm, given]);
  const arranged = useArrangement(ofDay, address);
  const { counts, order } = arranged;
  const { camera } = address;
  const ofCamera = useMemo(() => selectEntries(ofDay, { ...noFilter, camera }), [ofDay, camera]);
  const shown = useRef<string | undefined>(undefined);
  if (address.image !== undefined) shown.current = address.image;
  const returnTo = address.image === undefined ? shown.current : undefined;
  useTitle(counts.alarm, day);

  return (
    <>
      <DayToolbar
        navigation={navigation}
        days={index?.days ?? []}
        day={day}
        entries={ofDay}
        counts={counts}
        canDownload={canDownload}
      />
      <main
        aria-busy={!isRead || !index.whole}
        class={arranged.sections.length > 1 ? 'day apart' : 'day'}
      >
        {ofDay.length > 0 && (
          <HourBars entries={ofCamera} hours={address.hours} onHours={(hours) => go({ hours })} />
        )}
        {isRead && ofDay.length === 0 && <EmptyGallery isFirst={index.days.length === 0} />}
        {ofDay.length > 0 && <Sections {...{ arranged, address, day, returnTo }} onOpen={open} />}
        <NewPictures waiting={waiting} />
      </main>
      {address.image !== undefined && isRead && (
        <PictureDialog
          image={address.image}
          entries={ofDay}
          order={order}
          onShow={(image) => go({ day, image })}
          onClose={close}
        />
      )}
    </>
  );
}

type SectionsProps = {
  readonly arranged: Arrangement;
  readonly address: Address;
  readonly day: string | undefined;
  readonly returnTo: string | undefined;
  readonly onOpen: Navigation['open'];
};

function Sections({ arranged, address, day, returnTo, onOpen }: SectionsProps) {
  // A picture that is opened is no reason to draw all the others again.
  const { image: _, ...rest } = address;
  const shown = JSON.stringify(rest);
  return useMemo(
    () => (
      <>
        {arranged.sections.map((section) => (
          <OutcomeSection
            key={section.outcome}
            {...section}
            returnTo={returnTo}
            linkOf={(image) => formatAddress({ ...address, day, image })}
            onOpen={(image) => onOpen({ day, image })}
          />
        ))}
      </>
    ),
    [arranged, shown, day, returnTo, onOpen],
  );
}

function useArrangement(entries: readonly ListedEntry[], address: Address): Arrangement {
  const { camera, outcome, label, sure, judged } = address;
  const { from, to } = address.hours ?? {};
  return useMemo(
    () => arrangeEntries(entries, address),
    [entries, camera, outcome, label, sure, judged, from, to],
  );
}

function useTitle(alarms: number, day: string | undefined): void {
  useEffect(() => {
    const name = day === undefined ? 'IntelliCam' : `${formatDay(day)} – IntelliCam`;
    document.title = alarms === 0 ? name : `(${alarms}) ${name}`;
  }, [alarms, day]);
}
