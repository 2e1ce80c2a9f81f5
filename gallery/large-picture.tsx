import { useState } from 'preact/hooks';
import { labelBoxes } from './label-boxes.ts';
import { motionBox, type PictureSize } from './motion-box.ts';
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
    readonly size: PictureSize | undefined;
  }>();
  const { imageId } = entry;
  const place = found?.image === imageId ? found : undefined;
  const url = place === undefined ? pictureUrls(entry)[0] : place.url;
  const boxes = record === undefined ? [] : labelBoxes(record);
  const area = record?.event.detail.motionArea;
  const motion = area && place?.size && motionBox(area, place.size);
  return (
    <>
      <PictureStage
        key={imageId}
        entry={entry}
        boxes={withBoxes ? boxes : []}
        motion={withBoxes ? motion : undefined}
        onSwipe={onSwipe}
        onFound={(at, size) => setFound({ image: imageId, url: at, size })}
      />
      <PictureDetails
        entry={entry}
        entries={entries}
        record={record}
        url={url}
        position={position}
        boxes={boxes.length + (motion === undefined ? 0 : 1)}
        withBoxes={withBoxes}
        onBoxes={setWithBoxes}
        onShow={onShow}
      />
    </>
  );
}
