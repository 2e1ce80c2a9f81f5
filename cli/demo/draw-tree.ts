import { seededRandom } from './seeded-random.ts';
import { ellipse, line, path } from './svg-shapes.ts';

/** Draws the apple tree at the left edge; the wind moves its crown by `sway` pixels. */
export function drawTree(sway: number): string {
  const random = seededRandom(21);
  const greens = ['#3d6e35', '#4a823d', '#5b9648', '#6ba955'];
  let crown = '';
  for (let leaf = 0; leaf < 90; leaf++) {
    const angle = random() * Math.PI * 2;
    const reach = Math.sqrt(random());
    const [x, y] = [62 + Math.cos(angle) * reach * 104, 92 + Math.sin(angle) * reach * 74];
    const green = greens[Math.min(3, Math.floor(leaf / 24))] ?? '#4a823d';
    const moved = sway * (0.4 + random());
    crown += ellipse(green, [x + moved, y - leaf * 0.16], 15 + random() * 9, 13 + random() * 6);
  }
  for (let apple = 0; apple < 13; apple++) {
    crown += ellipse('#cf4534', [-20 + random() * 170 + sway, 60 + random() * 90], 3.6);
  }
  return [
    path('#6b4a32', 'M44,312 C54,280 54,230 50,150 L76,150 C74,230 78,280 92,312 Z'),
    path('#00000030', 'M64,312 C70,280 66,220 66,150 L76,150 C74,230 78,280 92,312 Z'),
    line('#6b4a32', 9, [62, 190], [100, 140]),
    line('#6b4a32', 8, [60, 176], [24, 136]),
    crown,
  ].join('');
}
