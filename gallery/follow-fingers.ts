import { moveBy, type Point, type Zoom, zoomAround } from './zoom.ts';

export type FingerActs = {
  readonly onZoom: (change: (before: Zoom) => Zoom) => void;
  /** Two taps or clicks at one place, given from the stage's middle. */
  readonly onTap: (at: Point) => void;
  readonly onSwipe: (step: 'previous' | 'next') => void;
};

const tapMilliseconds = 350;
const tapPixels = 12;
const swipePixels = 50;
const wheelSpeed = 0.002;

type Watch = {
  readonly stage: HTMLElement;
  readonly acts: FingerActs;
  /** Where each finger is. */
  readonly down: Map<number, Point>;
  start: Point;
  isSwipe: boolean;
  tap: { readonly at: Point; readonly time: number } | undefined;
};

/** Understands wheel, drags, pinches, double taps and swipes on a stage; returns how to stop. */
export function followFingers(stage: HTMLElement, acts: FingerActs): () => void {
  const start = { x: 0, y: 0 };
  const watch: Watch = { stage, acts, down: new Map(), start, isSwipe: false, tap: undefined };
  const stop = new AbortController();
  const { signal } = stop;
  const release = (event: PointerEvent) => letGo(watch, event);
  stage.addEventListener('wheel', (event) => turn(watch, event), { signal, passive: false });
  stage.addEventListener('pointerdown', (event) => press(watch, event), { signal });
  stage.addEventListener('pointermove', (event) => move(watch, event), { signal });
  stage.addEventListener('pointerup', release, { signal });
  stage.addEventListener('pointercancel', release, { signal });
  return () => stop.abort();
}

/** Where a pointer is, from the stage's middle. */
function placeOf({ stage }: Watch, { clientX, clientY }: MouseEvent): Point {
  const { left, top, width, height } = stage.getBoundingClientRect();
  return { x: clientX - left - width / 2, y: clientY - top - height / 2 };
}

function turn(watch: Watch, event: WheelEvent): void {
  event.preventDefault();
  const factor = Math.exp(-event.deltaY * wheelSpeed);
  const at = placeOf(watch, event);
  watch.acts.onZoom((before) => zoomAround(before, factor, at));
}

function press(watch: Watch, event: PointerEvent): void {
  if (event.button !== 0) return;
  watch.start = placeOf(watch, event);
  watch.down.set(event.pointerId, watch.start);
  watch.isSwipe = watch.down.size === 1 && event.pointerType !== 'mouse';
  watch.stage.setPointerCapture(event.pointerId);
}

function move(watch: Watch, event: PointerEvent): void {
  const before = watch.down.get(event.pointerId);
  if (before === undefined) return;
  const at = placeOf(watch, event);
  const other = [...watch.down].find(([id]) => id !== event.pointerId)?.[1];
  watch.down.set(event.pointerId, at);
  watch.acts.onZoom((zoom) => dragged(zoom, { before, at, other }));
}

type Drag = { readonly before: Point; readonly at: Point; readonly other: Point | undefined };

/** One finger moves the picture; two make it larger around the one that stays. */
function dragged(zoom: Zoom, { before, at, other }: Drag): Zoom {
  if (other === undefined) return moveBy(zoom, { x: at.x - before.x, y: at.y - before.y });
  const [was, is] = [before, at].map(({ x, y }) => Math.hypot(x - other.x, y - other.y));
  return zoomAround(zoom, (is ?? 1) / Math.max(was ?? 1, 1), other);
}

function letGo(watch: Watch, event: PointerEvent): void {
  if (!watch.down.delete(event.pointerId) || event.type === 'pointercancel') return;
  const at = placeOf(watch, event);
  const [dx, dy] = [at.x - watch.start.x, at.y - watch.start.y];
  if (Math.hypot(dx, dy) <= tapPixels) {
    tap(watch, at);
    return;
  }
  watch.tap = undefined;
  const isLevel = Math.abs(dx) >= swipePixels && Math.abs(dx) >= 2 * Math.abs(dy);
  if (watch.isSwipe && isLevel) watch.acts.onSwipe(dx > 0 ? 'previous' : 'next');
}

function tap(watch: Watch, at: Point): void {
  const { tap: before } = watch;
  const time = performance.now();
  const isSecond =
    before !== undefined &&
    time - before.time < tapMilliseconds &&
    Math.hypot(at.x - before.at.x, at.y - before.at.y) < 2 * tapPixels;
  watch.tap = isSecond ? undefined : { at, time };
  if (isSecond) watch.acts.onTap(at);
}
