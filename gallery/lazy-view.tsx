import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { View } from './address.ts';
import type { Navigation } from './use-address.ts';
import type { LiveIndex } from './use-index.ts';

export type ViewProps = { readonly navigation: Navigation; readonly live: LiveIndex };
export type LazyName = Exclude<View, 'day'>;

type Props = ViewProps & { readonly view: LazyName };

/** A view that is loaded when somebody goes there. */
export function LazyView({ view, ...props }: Props) {
  const [contents, setContents] = useState<Record<LazyName, ComponentType<ViewProps>>>();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    // Whoever only looks at a day does not load them.
    import('./further-views.ts')
      .then(({ furtherViews }) => setContents(furtherViews))
      .catch(() => setFailed(true));
  }, []);
  if (failed) return <p class="gone">This view could not be loaded. Please reload the page.</p>;
  const Content = contents?.[view];
  return Content === undefined ? <main aria-busy="true" /> : <Content {...props} />;
}
