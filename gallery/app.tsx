import { useEffect, useMemo } from 'preact/hooks';
import { formatAddress } from './address.ts';
import { arrangeEntries } from './arrange-entries.ts';
import { DayPicker } from './day-picker.tsx';
import { EmptyGallery } from './empty-gallery.tsx';
import { Filters } from './filters.tsx';
import { formatDay } from './format-time.ts';
import { LiveSign } from './live-sign.tsx';
import { Logo } from './logo.tsx';
import { OutcomeSection } from './outcome-section.tsx';
import { PictureDialog } from './picture-dialog.tsx';
import { camerasOf, type ListedEntry } from './select-entries.ts';
import { useAddress } from './use-address.ts';
import { useIndex } from './use-index.ts';

const nothing: readonly ListedEntry[] = [];

/** The gallery: a day's pictures, alarms first, and one of them large. */
export function App() {
  const { address, go, open, close } = useAddress();
  const { index, live } = useIndex(address.day);
  const { camera, outcome } = address;
  const day = address.day ?? index?.day;
  const isRead = index !== undefined && index.day === day;
  const ofDay = isRead ? index.entries : nothing;
  const arranged = useMemo(
    () => arrangeEntries(ofDay, { camera, outcome }),
    [ofDay, camera, outcome],
  );
  const { counts, sections, order } = arranged;
  // Thousands of cards are not to be drawn again because one of them was opened.
  const grid = useMemo(
    () =>
      sections.map((section) => (
        <OutcomeSection
          key={section.outcome}
          {...section}
          linkOf={(image) => formatAddress({ day, camera, outcome, image })}
          onOpen={(image) => open({ day, image })}
        />
      )),
    [arranged, day, open],
  );
  useTitle(counts.alarm, day);

  return (
    <>
      <header class="top">
        <div class="brand">
          <Logo />
          <h1>IntelliCam</h1>
        </div>
        {day !== undefined && (
          <DayPicker
            days={index?.days ?? []}
            day={day}
            onDay={(chosen) => go({ day: chosen, image: undefined })}
          />
        )}
        <LiveSign loaded={index !== undefined} live={live} />
        {isRead && index.days.length > 0 && (
          <Filters address={address} counts={counts} cameras={camerasOf(ofDay)} onChange={go} />
        )}
      </header>
      <main aria-busy={!isRead} class={sections.length > 1 ? 'apart' : ''}>
        {isRead && ofDay.length === 0 && <EmptyGallery isFirst={index.days.length === 0} />}
        {ofDay.length > 0 && grid}
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

function useTitle(alarms: number, day: string | undefined): void {
  useEffect(() => {
    const name = day === undefined ? 'IntelliCam' : `${formatDay(day)} – IntelliCam`;
    document.title = alarms === 0 ? name : `(${alarms}) ${name}`;
  }, [alarms, day]);
}
