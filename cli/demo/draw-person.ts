import { drawFace, drawProfile } from './draw-head.ts';
import { drawArm, drawCarried, drawLeg, drawShoe } from './draw-limbs.ts';
import { ellipse, limb, line, path } from './svg-shapes.ts';

export type Outfit = {
  readonly skin: string;
  readonly hair: string;
  readonly longHair: boolean;
  readonly top: string;
  readonly trousers: string;
  readonly shoes: string;
  readonly cap?: string;
  readonly carries: 'parcel' | 'bag' | 'nothing';
};

export type GardenPerson = {
  /** Where the feet are, in pixels; how tall the person looks follows from it. */
  readonly x: number;
  readonly y: number;
  readonly facing: 'left' | 'right' | 'camera';
  /** How far apart the legs are, 0 standing to 1 in full stride. */
  readonly stride: number;
  /** 1 is a grown-up. */
  readonly build: number;
  readonly outfit: Outfit;
};

const horizon = 150;

/** How many pixels tall a person looks: the further down the picture, the nearer. */
export function heightOf({ y, build }: GardenPerson): number {
  return (y - horizon) * 0.8 * build;
}

/** Draws a person of natural proportions: in units of a hundredth of the height, the feet at 0,0. */
export function drawPerson(person: GardenPerson): string {
  const scale = heightOf(person) / 100;
  const mirror = person.facing === 'left' ? -1 : 1;
  const body = person.facing === 'camera' ? drawUpright(person) : drawSideways(person);
  const place = `translate(${person.x} ${person.y}) scale(${(scale * mirror).toFixed(3)} ${scale.toFixed(3)})`;
  return `<g transform="${place}">${body}</g>`;
}

function drawUpright({ outfit, stride }: GardenPerson): string {
  const step = stride * 3;
  const holding = outfit.carries === 'parcel';
  return [
    drawLeg(outfit, [
      [-4, -50],
      [-5 - step / 2, -27],
      [-5 - step, -5 - step],
    ]),
    drawLeg(outfit, [
      [4, -50],
      [5, -27],
      [5.5 + step / 3, -4],
    ]),
    ellipse(outfit.shoes, [-6 - step, -2.5 - step], 3.6, 2.6),
    ellipse(outfit.shoes, [6.5 + step / 3, -1.8], 3.8, 2.8),
    limb(
      outfit.skin,
      [
        [0, -88],
        [0, -82],
      ],
      [5, 5.4],
    ),
    path(
      outfit.top,
      'M-3,-84 C-7.6,-83 -10.4,-82 -10.8,-77 L-8.6,-61 L-8.8,-47 Q0,-44.8 8.8,-47 L8.6,-61 L10.8,-77 C10.4,-82 7.6,-83 3,-84 Q0,-81.5 -3,-84 Z',
    ),
    path(
      '#00000016',
      'M3,-84 C7.6,-83 10.4,-82 10.8,-77 L8.6,-61 L8.8,-47 Q5,-45.4 3,-45.3 Q7,-64 3,-84 Z',
    ),
    line('#00000030', 0.8, [0, -82], [0.3, -46]),
    drawCarried(outfit, [12.6, -47], [0, -64]),
    drawArm(outfit, [
      [-9.4, -78.5],
      [-12.4 - step / 3, -64],
      holding ? [-7, -60] : [-12 - step / 2, -50],
    ]),
    drawArm(outfit, [[9.4, -78.5], [12.4, -64], holding ? [7, -60] : [12 + step / 4, -50.5]]),
    drawFace(outfit),
  ].join('');
}

function drawSideways({ outfit, stride }: GardenPerson): string {
  const reach = 4 + stride * 11;
  const holding = outfit.carries === 'parcel';
  return [
    drawArm(
      outfit,
      [[-0.5, -78], [reach * 0.35, -63.5], holding ? [9, -61] : [reach * 0.95, -51.5]],
      true,
    ),
    drawLeg(
      outfit,
      [
        [0, -50],
        [-reach * 0.25, -27.5],
        [-reach * 1.05, -7],
      ],
      true,
    ),
    drawShoe(outfit, [-reach * 1.05, -5], 24),
    drawLeg(outfit, [
      [0.4, -50],
      [reach * 0.62, -28],
      [reach * 0.8, -4.5],
    ]),
    drawShoe(outfit, [reach * 0.8, -2.6], -4),
    limb(
      outfit.skin,
      [
        [0.6, -88],
        [0, -82],
      ],
      [4.8, 5.4],
    ),
    path(
      outfit.top,
      'M-3.4,-84 C-7,-82.5 -8.2,-78 -8,-72 L-6.8,-58 L-7.4,-47 Q0,-44.5 7,-47 L6.6,-60 C8.4,-68 8,-77 5.4,-81.5 Q3,-84 0.5,-84.4 Z',
    ),
    path(
      '#00000022',
      'M-3.4,-84 C-7,-82.5 -8.2,-78 -8,-72 L-6.8,-58 L-7.4,-47 Q-5,-45.4 -2.6,-45.3 Q-2,-66 -3.4,-84 Z',
    ),
    drawCarried(outfit, [-reach * 0.6 + 2, -48], [13, -65]),
    drawArm(outfit, [
      [-0.6, -78.5],
      holding ? [1, -64] : [-reach * 0.42 - 1, -64.5],
      holding ? [10, -61] : [-reach * 0.6 + 2, -51],
    ]),
    drawProfile(outfit),
  ].join('');
}
