import type { Outfit } from './draw-person.ts';
import { ellipse, line, path } from './svg-shapes.ts';

const features = '#20160f';
const brows = '#2a1c14a0';
const lips = '#a04c44';

/** Draws a head that looks into the camera, in the units of a person 100 tall. */
export function drawFace({ skin, hair, longHair, cap }: Outfit): string {
  return [
    longHair
      ? path(hair, 'M-7,-95 Q-8.4,-86 -7,-79 Q-4,-78 -4,-86 L4,-86 Q4,-78 7,-79 Q8.4,-86 7,-95 Z')
      : '',
    ellipse(skin, [-5.5, -92.5], 1, 1.8),
    ellipse(skin, [5.5, -92.5], 1, 1.8),
    path(
      skin,
      'M-5.4,-95 C-5.6,-89 -3,-85.6 0,-85.6 C3,-85.6 5.6,-89 5.4,-95 C5,-100 -5,-100 -5.4,-95 Z',
    ),
    path('#00000014', 'M1.5,-99 C6,-97 6,-89 1,-85.7 C3,-85.8 5.6,-89 5.4,-95 Z'),
    path(
      hair,
      'M-5.9,-93 C-7,-101 -3,-102.4 0,-102.2 C4,-102.4 7,-101 5.9,-93 C5.4,-96.6 4.4,-97.6 2,-97.8 C-1,-98 -4,-98 -5.9,-93 Z',
    ),
    line(brows, 0.7, [-3.4, -94.5], [-2.4, -95], [-1.4, -94.7]),
    line(brows, 0.7, [1.4, -94.7], [2.4, -95], [3.4, -94.5]),
    ellipse(features, [-2.3, -93], 0.8, 0.7),
    ellipse(features, [2.3, -93], 0.8, 0.7),
    line('#00000040', 0.7, [0.2, -92.5], [0.6, -90.6], [-0.4, -90.4]),
    line(lips, 0.8, [-1.8, -88.7], [0, -88.1], [1.8, -88.7]),
    cap ? path(cap, 'M-6.3,-96.4 C-6.6,-104.4 6.6,-104.4 6.3,-96.4 Q0,-99.4 -6.3,-96.4 Z') : '',
  ].join('');
}

/** Draws a head that looks to the right. */
export function drawProfile({ skin, hair, longHair, cap }: Outfit): string {
  return [
    longHair ? path(hair, 'M-5.8,-95 C-8.5,-88 -8,-82 -6,-78 C-3,-79 -1.5,-82 -1,-88 Z') : '',
    path(
      skin,
      'M-3.6,-96 C-4,-89 -2.4,-86.6 1.4,-85.6 C4,-85.4 5,-86.6 5,-88.6 L5.3,-90 L6.6,-91 L5.2,-94 C5,-100 -3,-100 -3.6,-96 Z',
    ),
    path(
      hair,
      'M5.4,-95.6 C6,-101 1,-102.6 -1.5,-102 C-6.8,-101 -7.4,-94 -4.6,-88.6 C-3.4,-89.4 -2,-90.6 -1.6,-92 C-1,-95.6 1,-97.8 5.4,-95.6 Z',
    ),
    ellipse(skin, [-0.8, -92], 1.1, 1.8),
    line(brows, 0.7, [3, -94.8], [4, -95.1], [4.8, -94.7]),
    ellipse(features, [4, -93.2], 0.6, 0.7),
    line(lips, 0.7, [3.4, -88.2], [4.9, -88.6]),
    cap
      ? path(cap, 'M-6.4,-95.6 C-6.6,-104 5.4,-104.6 5.8,-97.4 L10,-96.2 L9.4,-95.2 L5,-95.8 Z')
      : '',
  ].join('');
}
