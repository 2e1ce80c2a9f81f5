import { useState } from 'preact/hooks';
import { labelBoxes } from './label-boxes.ts';
import { PictureDetails } from './picture-details.tsx';
import { PictureStage } from './picture-stage.tsx';
import { pictureUrls } from './picture-urls.ts';
import type { ListedEntry } from './select-entries.ts';
import { useRecord } from './use-record.ts';

type Props = {
  readonly entry: ListedEntry;
  readonly entries: readonly ListedEntry[];
  readonly position: string;
  readonly onShow: (image: string) => void;
  readonly onSwipe: (step: 'previous' | 'next') => void;
};

/** A picture under its boxes, and what is known of it. */
export function LargePicture({ entry, entries, position, onShow, onSwipe }: Props) {
  const record = useRecord(entry.recordKey);
  const [withBoxes, setWithBoxes] = useState(true);
  const [found, setFound] = useState<{
    readonly image: string;
    readonly url: string | undefined;
  }>();
  const { imageId } = entry;
  const url = found?.image === imageId ? found.url : pictureUrls(entry)[0];
  const boxes = record === undefined ? [] : labelBoxes(record);
  return (
    <>
      <PictureStage
        key={imageId}
        entry={entry}
        boxes={withBoxes ? boxes : []}
        onSwipe={onSwipe}
        onFound={(place) => setFound({ image: imageId, url: place })}
      />
      <PictureDetails
        entry={entry}
        entries={entries}
        record={record}
        url={url}
        position={position}
        boxes={boxes.length}
        withBoxes={withBoxes}
        onBoxes={setWithBoxes}
        onShow={onShow}
      />
    </>
  );
}
