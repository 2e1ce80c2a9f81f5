/** How a picture lies in its stage: so much larger, and so far from the middle, in pixels. */
export type Zoom = { readonly scale: number; readonly x: number; readonly y: number };

export type Point = { readonly x: number; readonly y: number };
type Size = { readonly width: number; readonly height: number };
export type ZoomSpace = { readonly stage: Size; readonly picture: Size };

export const noZoom: Zoom = { scale: 1, x: 0, y: 0 };

const largestScale = 8;

/** Makes a picture so much larger or smaller around a point, given from the stage's middle. */
export function zoomAround(zoom: Zoom, factor: number, around: Point): Zoom {
  const scale = Math.min(Math.max(zoom.scale * factor, 1), largestScale);
  const grown = scale / zoom.scale;
  return {
    scale,
    x: around.x - (around.x - zoom.x) * grown,
    y: around.y - (around.y - zoom.y) * grown,
  };
}

/** Moves a picture. */
export function moveBy(zoom: Zoom, { x, y }: Point): Zoom {
  return { ...zoom, x: zoom.x + x, y: zoom.y + y };
}

/** Leaves no gap between a picture and the edge of its stage that it could fill. */
export function keepInStage({ scale, x, y }: Zoom, { stage, picture }: ZoomSpace): Zoom {
  const within = (offset: number, side: 'width' | 'height') => {
    const most = Math.max((picture[side] * scale - stage[side]) / 2, 0);
    return Math.min(Math.max(offset, -most), most);
  };
  return { scale, x: within(x, 'width'), y: within(y, 'height') };
}
