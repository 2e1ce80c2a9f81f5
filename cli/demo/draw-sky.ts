import type { Daylight, Light } from './daylight.ts';
import { seededRandom } from './seeded-random.ts';
import { ellipse, path } from './svg-shapes.ts';

/** Draws the sky with sun or moon, clouds and the hills on the horizon. */
export function drawSky(light: Light, daylight: Daylight, hour: number, seed: number): string {
  return [
    '<rect width="640" height="220" fill="url(#sky)"/>',
    light === 'night' ? drawStars() : drawClouds(daylight.cloud, seed),
    drawSunOrMoon(light, hour),
    path('#8fae9d', 'M0,150 C90,112 170,128 250,140 C330,112 430,120 640,146 L640,220 L0,220 Z'),
    path('#6f9a7c', 'M0,168 C70,140 150,150 230,158 C320,138 400,150 640,160 L640,220 L0,220 Z'),
  ].join('');
}

function drawSunOrMoon(light: Light, hour: number): string {
  switch (light) {
    case 'night':
      return (
        ellipse('#f4f1dc30', [300, 52], 30) +
        ellipse('#f6f2dd', [300, 52], 15) +
        ellipse('#dcd8c6', [305, 49], 4)
      );
    case 'dawn':
      return (
        ellipse('#fff3c455', [228, 122 - (hour - 6) * 8], 38) +
        ellipse('#fff6d8', [228, 122 - (hour - 6) * 8], 17)
      );
    case 'dusk':
      return (
        ellipse('#ffd98a55', [330, 90 + (hour - 19) * 12], 42) +
        ellipse('#ffedb4', [330, 90 + (hour - 19) * 12], 18)
      );
    case 'day':
      return '';
  }
}

function drawClouds(colour: string, seed: number): string {
  const random = seededRandom(seed);
  let drawn = '';
  for (let cloud = 0; cloud < 3; cloud++) {
    const x = random() * 640;
    const y = 24 + random() * 62;
    const size = 0.6 + random() * 0.7;
    drawn += `<g opacity="0.82" transform="translate(${x.toFixed(0)} ${y.toFixed(0)}) scale(${size.toFixed(2)})">${
      ellipse(colour, [0, 0], 46, 11) +
      ellipse(colour, [-14, -8], 20, 13) +
      ellipse(colour, [12, -11], 24, 16) +
      ellipse(colour, [34, -3], 18, 9)
    }</g>`;
  }
  return drawn;
}

function drawStars(): string {
  const random = seededRandom(7);
  let drawn = '';
  for (let star = 0; star < 46; star++) {
    drawn += ellipse('#ffffffc0', [random() * 420, random() * 120], 0.5 + random() * 0.7);
  }
  return drawn;
}
