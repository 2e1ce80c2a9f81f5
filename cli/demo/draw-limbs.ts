import type { Outfit } from './draw-person.ts';
import { limb, line, type Point, path, rect } from './svg-shapes.ts';

type Joints = readonly [first: Point, second: Point, third: Point];

/** The side that is turned away from the light. */
const shade = '#00000038';

/** Draws a leg from hip over knee to ankle. */
export function drawLeg({ trousers }: Outfit, joints: Joints, far = false): string {
  return limb(trousers, joints, [9.6, 7.4, 5.6]) + (far ? line(shade, 5, ...joints) : '');
}

/** Draws a sleeved arm from shoulder over elbow to wrist, and its hand. */
export function drawArm({ top, skin }: Outfit, joints: Joints, far = false): string {
  const [shoulder, elbow, wrist] = joints;
  const hand: Point = [wrist[0] * 1.02, wrist[1] + 3];
  const below: Point = [shoulder[0], shoulder[1] + 5];
  return [
    limb(skin, [wrist, hand], [3.2, 3.8]),
    limb(top, joints, [6.4, 5.4, 4.4]),
    far ? line(shade, 4, ...joints) : line('#00000030', 0.9, below, elbow, wrist),
  ].join('');
}

/** Draws a shoe from the side; `tilt` lifts its heel, in degrees. */
export function drawShoe({ shoes }: Outfit, [x, y]: Point, tilt: number): string {
  const outline = 'M-3,-2.6 L2.6,-2.6 Q4,-1 7.4,-0.4 Q8.4,2.4 7,2.6 L-3,2.6 Z';
  return `<g transform="translate(${x.toFixed(1)} ${y.toFixed(1)}) rotate(${tilt})">${path(shoes, outline)}</g>`;
}

/** Draws what a person carries: a bag hanging from the hand, or a parcel held before the chest. */
export function drawCarried({ carries }: Outfit, hand: Point, chest: Point): string {
  switch (carries) {
    case 'bag':
      return path('#7a4b2a', `M${hand[0] - 5},${hand[1]} l10,0 l1.4,13 l-12.8,0 Z`);
    case 'parcel':
      return (
        rect('#c29a68', [chest[0] - 7.5, chest[1] - 6.5], [15, 13], 0.6) +
        rect('#e8d9b4', [chest[0] - 1.5, chest[1] - 6.5], [3, 13])
      );
    case 'nothing':
      return '';
  }
}
