import { useRef, useState } from 'preact/hooks';
import type { BoundingBox } from '../contracts/label.ts';
import { formatConfidence } from './format-confidence.ts';
import { formatMoment } from './format-time.ts';
import { Icon } from './icon.tsx';
import type { LabelBox } from './label-boxes.ts';
import type { PictureSize } from './motion-box.ts';
import { objectUrl } from './object-url.ts';
import { PatientImage } from './patient-image.tsx';
import { pictureUrls } from './picture-urls.ts';
import type { ListedEntry } from './select-entries.ts';
import { useZoom } from './use-zoom.ts';

type Props = {
  readonly entry: ListedEntry;
  readonly boxes: readonly LabelBox[];
  /** Where something moved. */
  readonly motion?: BoundingBox | undefined;
  readonly onSwipe: (step: 'previous' | 'next') => void;
  /** Told where the picture was found, and how large it is; undefined when it is nowhere. */
  readonly onFound?: (url: string | undefined, size: PictureSize | undefined) => void;
};

const deleted = 'The picture itself was deleted by age. This is what is left of it.';

/** The picture itself, under the boxes that the labels have; or why there is none. */
export function PictureStage({ entry, boxes, motion, onSwipe, onFound }: Props) {
  const { thumbnail, outcome, camera, capturedAt, reason } = entry;
  // What is said of it while it is shown is no reason to load it from elsewhere.
  const [urls] = useState(() => pictureUrls(entry));
  const { width = 4, height = 3 } = thumbnail ?? {};
  // The thumbnail's sides are rounded, and boxes show it; the picture's own are exact.
  const [ratio, setRatio] = useState(width / height);
  const stage = useRef<HTMLDivElement>(null);
  const { scale, x, y } = useZoom(stage, onSwipe);
  if (outcome === 'rejected') return <NoPicture reason={reason} />;
  const place = { transform: `translate(${x}px, ${y}px) scale(${scale})`, '--zoom': String(scale) };
  return (
    <div ref={stage} class={scale > 1 ? 'stage zoomed' : 'stage'}>
      <figure class="picture" style={{ '--ratio': String(ratio), ...place }}>
        {thumbnail !== undefined && <img class="under" src={objectUrl(thumbnail.key)} alt="" />}
        <PatientImage
          urls={urls}
          alt={`${camera}, ${formatMoment(capturedAt)}`}
          {...(thumbnail === undefined ? {} : { missing: deleted })}
          onFound={({ naturalWidth, naturalHeight }, url) => {
            setRatio(naturalWidth / naturalHeight);
            onFound?.(url, { width: naturalWidth, height: naturalHeight });
          }}
          onMissing={() => onFound?.(undefined, undefined)}
        />
        <Overlay boxes={boxes} motion={motion} />
      </figure>
    </div>
  );
}

function NoPicture({ reason }: Pick<ListedEntry, 'reason'>) {
  return (
    <div class="stage">
      <div class="no-picture">
        <Icon name="rejected" />
        <p>This file could not be read as a picture:</p>
        <p class="reason">
          <bdi>{reason ?? 'the reason is not known'}</bdi>
        </p>
      </div>
    </div>
  );
}

function Overlay({ boxes, motion }: Pick<Props, 'boxes' | 'motion'>) {
  return (
    <svg class="overlay" aria-hidden="true">
      {motion !== undefined && (
        <g class="box motion">
          <Frame {...motion} />
        </g>
      )}
      {[...boxes].reverse().map((labelBox) => (
        <Box key={placeOf(labelBox)} {...labelBox} />
      ))}
    </svg>
  );
}

function Box({ name, confidence, alarm, box }: LabelBox) {
  const { left, top } = box;
  const inside = top < 0.06;
  return (
    <g class={alarm ? 'box alarm' : 'box'}>
      <Frame {...box} />
      <text x={percent(left)} y={percent(top)} dx="4" dy={inside ? '1.2em' : '-0.45em'}>
        {name} {formatConfidence(confidence)}
      </text>
    </g>
  );
}

function Frame({ left, top, width, height }: BoundingBox) {
  return (
    <rect
      x={percent(left)}
      y={percent(top)}
      width={percent(width)}
      height={percent(height)}
      rx="4"
    />
  );
}

function percent(fraction: number): string {
  return `${fraction * 100}%`;
}

function placeOf({ box: { left, top, width, height } }: LabelBox): string {
  return [left, top, width, height].join();
}
