import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { followFingers } from './follow-fingers.ts';
import { useKeys } from './use-keys.ts';
import { keepInStage, noZoom, type Zoom, zoomAround } from './zoom.ts';

const middle = { x: 0, y: 0 };
const keyFactor = 1.5;
const tapFactor = 2.5;

/** Lets a picture be made larger by wheel, pinch, double tap and key; a swipe goes to another. */
export function useZoom(
  stage: RefObject<HTMLElement | null>,
  onSwipe: (step: 'previous' | 'next') => void,
): Zoom {
  const [zoom, setZoom] = useState(noZoom);
  const change = (make: (before: Zoom) => Zoom) =>
    setZoom((before) => keepIn(stage.current, make(before)));

  const swipe = useRef(onSwipe);
  // A picture that is larger than its stage is moved, not left.
  swipe.current = (step) => zoom.scale === 1 && onSwipe(step);

  useEffect(() => {
    if (stage.current === null) return;
    return followFingers(stage.current, {
      onZoom: change,
      onTap: (at) =>
        change((before) => (before.scale > 1 ? noZoom : zoomAround(before, tapFactor, at))),
      onSwipe: (step) => swipe.current(step),
    });
  }, [stage]);
  useKeys(
    {
      '+': () => change((before) => zoomAround(before, keyFactor, middle)),
      '-': () => change((before) => zoomAround(before, 1 / keyFactor, middle)),
      0: () => change(() => noZoom),
    },
    true,
  );
  return zoom;
}

function keepIn(stage: HTMLElement | null, zoom: Zoom): Zoom {
  const picture = stage?.querySelector<HTMLElement>('.picture');
  if (stage === null || picture === null || picture === undefined) return noZoom;
  // The picture's own size, not as large as it is shown.
  const size = { width: picture.offsetWidth, height: picture.offsetHeight };
  const room = { width: stage.clientWidth, height: stage.clientHeight };
  return keepInStage(zoom, { stage: room, picture: size });
}
