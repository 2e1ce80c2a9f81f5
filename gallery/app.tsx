import { formatAddress, noFilter, type View } from './address.ts';
import { DayView } from './day-view.tsx';
import { Icon, type IconName } from './icon.tsx';
import { JudgingContext } from './judging.ts';
import { LazyView } from './lazy-view.tsx';
import { LiveSign } from './live-sign.tsx';
import { Logo } from './logo.tsx';
import { useAddress } from './use-address.ts';
import { useFeatures } from './use-features.ts';
import { useIndex } from './use-index.ts';
import { useJudging } from './use-judging.ts';

const places: readonly (readonly [View, string, IconName])[] = [
  ['day', 'Pictures', 'pictures'],
  ['calendar', 'Calendar', 'calendar'],
  ['review', 'Review', 'review'],
  ['statistics', 'Statistics', 'statistics'],
  ['cameras', 'Cameras', 'camera'],
];

/** The gallery: a day's pictures, and the views around them. */
export function App() {
  const navigation = useAddress();
  const { view, day } = navigation.address;
  const live = useIndex(day);
  const features = useFeatures();
  const judging = useJudging(features.feedback);
  return (
    <JudgingContext.Provider value={judging}>
      <header class="top">
        <div class="brand">
          <Logo />
          <h1>IntelliCam</h1>
        </div>
        <Places view={view} day={day} />
        <LiveSign loaded={live.index !== undefined} live={live.live} />
      </header>
      {view === 'day' ? (
        <DayView navigation={navigation} live={live} canDownload={features.download} />
      ) : (
        <LazyView view={view} navigation={navigation} live={live} />
      )}
      <Toast words={live.ended ? 'Your link may have ended: open a new one.' : judging.failure} />
    </JudgingContext.Provider>
  );
}

function Toast({ words }: { readonly words: string | undefined }) {
  if (words === undefined) return null;
  return (
    <p class="toast" role="alert">
      {words}
    </p>
  );
}

function Places({ view, day }: { readonly view: View; readonly day: string | undefined }) {
  return (
    <nav class="places" aria-label="Views">
      {places.map(([place, name, icon]) => (
        <a
          key={place}
          href={formatAddress({ ...noFilter, view: place, day, image: undefined })}
          aria-current={place === view ? 'page' : undefined}
        >
          <Icon name={icon} /> <span>{name}</span>
        </a>
      ))}
    </nav>
  );
}
