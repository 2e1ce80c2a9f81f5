import { ellipse, line, type Point, path, rect } from './svg-shapes.ts';

export type GardenCar = {
  /** Where the middle of the car stands on the drive, in pixels. */
  readonly x: number;
  readonly facing: 'left' | 'right';
  readonly colour: string;
  readonly headlights: boolean;
};

/** Draws a family car on the drive, seen from the side. */
export function drawCar(car: GardenCar): string {
  const mirror = car.facing === 'left' ? -1 : 1;
  return `<g transform="translate(${car.x} 262) scale(${mirror} 1)">${[
    ellipse('#00000050', [0, 0], 92, 9),
    path(
      car.colour,
      'M-86,-8 C-90,-22 -88,-34 -80,-37 L-58,-40 C-46,-56 -34,-62 -18,-63 L14,-63 C28,-62 40,-52 50,-40 C70,-37 84,-33 87,-24 C89,-16 88,-8 84,-8 Z',
    ),
    path('#ffffff30', 'M-80,-36 L-58,-39 L50,-39 C66,-36 78,-33 84,-28 L-86,-28 Z'),
    path(
      '#26323d',
      'M-50,-41 C-42,-53 -32,-58 -18,-58.6 L-8,-58.6 L-8,-41 Z M-3,-58.6 L12,-58.6 C24,-57.6 33,-50 41,-41 L-3,-41 Z',
    ),
    path('#a9c4d655', 'M-46,-41 L-34,-55 L-26,-57 L-40,-41 Z M4,-41 L14,-58 L20,-56 L10,-41 Z'),
    line('#00000040', 1, [-6, -40], [-8, -12]),
    line('#00000040', 1, [44, -38], [40, -12]),
    rect('#00000060', [-2, -33], [9, 2], 1),
    rect('#00000038', [-86, -13], [172, 5]),
    wheel([-52, -9]),
    wheel([54, -9]),
    ellipse(car.headlights ? '#fff7d0' : '#e8e4d0', [82, -26], 4.5, 3.6),
    rect('#b3261e', [-88, -32], [4, 8], 2),
  ].join('')}</g>`;
}

function wheel(centre: Point): string {
  return (
    ellipse('#17181a', centre, 15) + ellipse('#8f959b', centre, 8.6) + ellipse('#3a3f44', centre, 3)
  );
}
