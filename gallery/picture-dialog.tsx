import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { cardId } from './card-id.ts';
import { Icon } from './icon.tsx';
import { labelBoxes } from './label-boxes.ts';
import { PictureDetails } from './picture-details.tsx';
import { PictureStage } from './picture-stage.tsx';
import type { ListedEntry } from './select-entries.ts';
import { StepButton } from './step-button.tsx';
import { useRecord } from './use-record.ts';

type Props = {
  readonly image: string;
  readonly entries: readonly ListedEntry[];
  readonly order: readonly ListedEntry[];
  readonly onShow: (image: string) => void;
  readonly onClose: () => void;
};

/** One picture large, with everything that is known of it. */
export function PictureDialog({ image, entries, order, onShow, onClose }: Props) {
  const dialog = useModal(image);
  const entry = entries.find(({ imageId }) => imageId === image);
  const place = order.findIndex(({ imageId }) => imageId === image);
  const previous = place < 0 ? undefined : order[place - 1]?.imageId;
  const next = place < 0 ? undefined : order[place + 1]?.imageId;
  useArrowKeys(previous, next, onShow);

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
        <LargePicture entry={entry} position={place < 0 ? '' : `${place + 1} of ${order.length}`} />
      )}
      <StepButton label="Previous picture" icon="left" to={previous} onStep={onShow} />
      <StepButton label="Next picture" icon="right" to={next} onStep={onShow} />
      <button type="button" class="round-button close" aria-label="Close" onClick={onClose}>
        <Icon name="close" />
      </button>
    </dialog>
  );
}

type LargeProps = { readonly entry: ListedEntry; readonly position: string };

function LargePicture({ entry, position }: LargeProps) {
  const record = useRecord(entry.recordKey);
  const [withBoxes, setWithBoxes] = useState(true);
  const boxes = record === undefined ? [] : labelBoxes(record);
  return (
    <>
      <PictureStage key={entry.imageId} entry={entry} boxes={withBoxes ? boxes : []} />
      <PictureDetails
        entry={entry}
        record={record}
        position={position}
        boxes={boxes.length}
        withBoxes={withBoxes}
        onBoxes={setWithBoxes}
      />
    </>
  );
}

/** Opens the dialog while it is there; the focus then goes to the card of the last picture shown. */
function useModal(image: string) {
  const dialog = useRef<HTMLDialogElement>(null);
  const shown = useRef(image);
  shown.current = image;
  useLayoutEffect(() => {
    const opened = dialog.current;
    opened?.showModal();
    // Else the first button has the focus, and looks as if it had been chosen.
    opened?.focus();
    return () => {
      opened?.close();
      document.getElementById(cardId(shown.current))?.focus();
    };
  }, []);
  return dialog;
}

function useArrowKeys(
  previous: string | undefined,
  next: string | undefined,
  onShow: (image: string) => void,
): void {
  // Not after painting: a second key may come sooner than that.
  useLayoutEffect(() => {
    const follow = (event: KeyboardEvent) => {
      if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const image = { ArrowLeft: previous, ArrowRight: next }[event.key];
      if (image !== undefined) onShow(image);
    };
    addEventListener('keydown', follow);
    return () => removeEventListener('keydown', follow);
  }, [previous, next, onShow]);
}
