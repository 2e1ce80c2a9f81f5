import * as v from 'valibot';

/** The metadata field that carries the area in which something moved. */
export const motionAreaMetadata = 'motion-area';

const mostPixels = 999_999;
const Place = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(mostPixels));
const Side = v.pipe(Place, v.minValue(1));

/** Where in the picture Motion saw something move: centre and size, in pixels. */
export const MotionAreaSchema = v.object({
  centerX: Place,
  centerY: Place,
  width: Side,
  height: Side,
});
export type MotionArea = Readonly<v.InferOutput<typeof MotionAreaSchema>>;

/** Centre and size, in the order that Motion's hook uses. */
export function formatMotionArea({ centerX, centerY, width, height }: MotionArea): string {
  return [centerX, centerY, width, height].join('x');
}

/** Reads `KxLxixJ`, centre and size; undefined for anything else, which any sender may have written. */
export function parseMotionArea(text: string): MotionArea | undefined {
  const found = /^(\d{1,6})x(\d{1,6})x(\d{1,6})x(\d{1,6})$/.exec(text);
  const [centerX = 0, centerY = 0, width = 0, height = 0] = found?.slice(1).map(Number) ?? [];
  // Motion writes zeros where nothing moved.
  return width > 0 && height > 0 ? { centerX, centerY, width, height } : undefined;
}
