import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { View } from './address.ts';
import type { Navigation } from './use-address.ts';
import type { LiveIndex } from './use-index.ts';

export type ViewProps = { readonly navigation: Navigation; readonly live: LiveIndex };
type LazyName = Exclude<View, 'day'>;

// Whoever only looks at a day does not load them.
const loaders: Record<LazyName, () => Promise<ComponentType<ViewProps>>> = {
  calendar: async () => (await import('./calendar/calendar-view.tsx')).CalendarView,
};

type Props = ViewProps & { readonly view: LazyName };

/** A view that is loaded when somebody goes there. */
export function LazyView({ view, ...props }: Props) {
  const [loaded, setLoaded] = useState<{ view: LazyName; Content: ComponentType<ViewProps> }>();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let isCurrent = true;
    setFailed(false);
    loaders[view]()
      .then((Content) => isCurrent && setLoaded({ view, Content }))
      .catch(() => isCurrent && setFailed(true));
    return () => {
      isCurrent = false;
    };
  }, [view]);
  if (failed) return <p class="gone">This view could not be loaded. Please reload the page.</p>;
  return loaded?.view === view ? <loaded.Content {...props} /> : <main aria-busy="true" />;
}
