import { ellipse, line, path } from './svg-shapes.ts';

export type GardenCat = { readonly x: number; readonly y: number };

const coat = '#3a3533';
const bib = '#f3ece2';

/** Draws the cat that sits in the garden and is no reason for an alarm. */
export function drawCat({ x, y }: GardenCat): string {
  const scale = ((y - 150) / 400).toFixed(3);
  return `<g transform="translate(${x} ${y}) scale(${scale})">${[
    ellipse('#10201870', [0, 0], 26, 4),
    path(coat, 'M20,-4 C40,-4 44,-24 36,-34 C34,-37 31,-35 32,-32 C36,-22 30,-12 18,-12 Z'),
    path(coat, 'M-14,0 C-20,-26 -12,-44 0,-46 C14,-44 26,-22 20,0 Z'),
    path(bib, 'M-12,0 C-14,-18 -10,-34 -2,-38 C4,-30 4,-14 0,0 Z'),
    path(coat, 'M-14,-62 L-17,-78 L-6,-70 L4,-70 L15,-78 L12,-62 Z'),
    ellipse(coat, [-1, -58], 15, 13),
    path('#d99a94', 'M-14,-74 L-14,-67 L-9,-69 Z M12,-74 L12,-67 L7,-69 Z'),
    ellipse(bib, [-1, -51], 7.5, 5.5),
    drawEye(-7),
    drawEye(5),
    path('#c77d78', 'M-3,-55 L1,-55 L-1,-52.6 Z'),
    ellipse(bib, [-9, -1.5], 6, 3.2),
    ellipse(bib, [3, -1.5], 6, 3.2),
    line('#ffffffa0', 0.7, [-22, -54], [-9, -52]),
    line('#ffffffa0', 0.7, [20, -54], [7, -52]),
  ].join('')}</g>`;
}

function drawEye(x: number): string {
  return ellipse('#c9d66a', [x, -60], 2.8, 3) + ellipse('#111111', [x, -60], 1, 2.6);
}
