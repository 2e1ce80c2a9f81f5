import { useEffect, useRef } from 'preact/hooks';
import { Icon } from './icon.tsx';
import { LargePicture } from './large-picture.tsx';
import { pictureUrls } from './picture-urls.ts';
import type { ListedEntry } from './select-entries.ts';
import { StepButton } from './step-button.tsx';
import { useKeys } from './use-keys.ts';
import { useModal } from './use-modal.ts';

type Props = {
  readonly image: string;
  /** All pictures of the day. */
  readonly entries: readonly ListedEntry[];
  /** Those that the page shows, in its order. */
  readonly order: readonly ListedEntry[];
  readonly onShow: (image: string) => void;
  readonly onClose: () => void;
};

/** One picture large, with everything that is known of it. */
export function PictureDialog({ image, entries, order, onShow, onClose }: Props) {
  const dialog = useModal();
  const entry = entries.find(({ imageId }) => imageId === image);
  const { place, count, previous, next } = usePlace(image, order);
  const step = (to: string | undefined) => to !== undefined && onShow(to);
  useKeys(
    { ArrowLeft: () => step(previous?.imageId), ArrowRight: () => step(next?.imageId) },
    true,
  );
  usePreloaded(previous, next);

  return (
    <dialog
      ref={dialog}
      class="large"
      tabIndex={-1}
      aria-label="Picture"
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      {entry === undefined ? (
        <p class="gone">This picture is not among those of this day.</p>
      ) : (
        <LargePicture
          entry={entry}
          entries={entries}
          position={place < 0 ? '' : `${place + 1} of ${count}`}
          onShow={onShow}
          onSwipe={(to) => step((to === 'next' ? next : previous)?.imageId)}
        />
      )}
      <StepButton label="Previous picture" icon="left" to={previous?.imageId} onStep={onShow} />
      <StepButton label="Next picture" icon="right" to={next?.imageId} onStep={onShow} />
      <button type="button" class="round-button close" aria-label="Close" onClick={onClose}>
        <Icon name="close" />
      </button>
    </dialog>
  );
}

/** Where a picture stands. One that was just judged out of the filter stays where it was. */
function usePlace(image: string, order: readonly ListedEntry[]) {
  const kept = useRef(order);
  if (order.some(({ imageId }) => imageId === image)) kept.current = order;
  const shown = kept.current;
  const place = shown.findIndex(({ imageId }) => imageId === image);
  const [previous, next] = place < 0 ? [] : [shown[place - 1], shown[place + 1]];
  return { place, count: shown.length, previous, next };
}

/** Has the neighbours at hand before somebody goes there. */
function usePreloaded(...neighbours: readonly (ListedEntry | undefined)[]): void {
  const urls = neighbours.flatMap((entry) =>
    entry === undefined || entry.outcome === 'rejected' ? [] : pictureUrls(entry).slice(0, 1),
  );
  useEffect(() => {
    for (const url of urls) new Image().src = url;
  }, [urls.join()]);
}
