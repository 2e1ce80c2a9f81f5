import { seededRandom } from './seeded-random.ts';
import { ellipse, line, type Point, path, polygon, rect } from './svg-shapes.ts';

const vanishing: Point = [300, 120];

/** Draws the ground: mown lawn, drive, garden path, the fence and its flower bed. */
export function drawLawn(): string {
  return [
    drawHedge(),
    '<rect y="206" width="640" height="274" fill="url(#lawn)"/>',
    drawStripes(),
    drawFence(),
    path('#b9b2a6', 'M0,232 L410,232 Q424,246 404,270 L0,276 Z'),
    path('#00000014', 'M0,262 L408,262 L404,270 L0,276 Z'),
    drawTufts(),
    drawPath(),
    drawBed(),
  ].join('');
}

function drawHedge(): string {
  const random = seededRandom(3);
  let drawn = '';
  for (let x = -10; x < 450; x += 15) {
    const radius = 15 + random() * 12;
    const greens = ['#4c7d46', '#568a4b', '#437040'];
    drawn += ellipse(
      greens[Math.floor(random() * 3)] ?? '#4c7d46',
      [x, 172 - random() * 16],
      radius,
      radius * 1.15,
    );
  }
  return drawn + rect('#477545', [0, 172], [450, 40]);
}

function drawStripes(): string {
  let drawn = '';
  for (let stripe = -7; stripe < 9; stripe += 2) {
    const near = (at: number): Point => [vanishing[0] + at * 150, 480];
    const far = (at: number): Point => [vanishing[0] + at * 36, 206];
    drawn += polygon('#ffffff12', near(stripe), near(stripe + 1), far(stripe + 1), far(stripe));
  }
  return drawn;
}

function drawFence(): string {
  let drawn = rect('#8a6f52', [0, 184], [432, 4]) + rect('#8a6f52', [0, 208], [432, 4]);
  for (let x = 1; x < 430; x += 12) {
    drawn += polygon(
      x % 36 === 1 ? '#b3926b' : '#bd9c74',
      [x, 222],
      [x, 178],
      [x + 4.5, 172],
      [x + 9, 178],
      [x + 9, 222],
    );
    drawn += rect('#00000018', [x + 7, 178], [2, 44]);
  }
  return drawn;
}

function drawPath(): string {
  const stones: string[] = [];
  for (let row = 0; row < 9; row++) {
    const along = row / 8;
    const y = 272 + along ** 1.35 * 200;
    const x = 492 - along ** 0.8 * 150;
    const width = 26 + along * 44;
    stones.push(ellipse('#00000026', [x + 1, y + 3], width, 5 + along * 10));
    stones.push(ellipse(row % 2 ? '#c9bfae' : '#d4cabb', [x, y], width, 5 + along * 10));
  }
  return stones.join('');
}

function drawBed(): string {
  const random = seededRandom(11);
  const petals = ['#e0523f', '#f4b6c4', '#f8d94e', '#ffffff', '#a777c9'];
  let drawn = path('#6d4c35', 'M534,262 Q590,252 640,258 L640,284 Q586,290 540,276 Z');
  for (let plant = 0; plant < 34; plant++) {
    const x = 542 + random() * 98;
    const y = 260 + random() * 18;
    drawn += ellipse('#4c8a40', [x, y], 6, 5);
    drawn += ellipse(
      petals[Math.floor(random() * petals.length)] ?? '#fff',
      [x, y - 4],
      2.4 + random(),
    );
  }
  return drawn;
}

function drawTufts(): string {
  const random = seededRandom(5);
  let drawn = '';
  for (let tuft = 0; tuft < 130; tuft++) {
    const depth = random();
    const [x, y] = [random() * 640, 288 + depth * 190];
    const size = 2 + depth * 5;
    drawn += line(
      random() > 0.5 ? '#3f7a3560' : '#9cc46a70',
      1 + depth,
      [x - size / 2, y - size],
      [x, y],
      [x + size / 2, y - size * 0.9],
    );
  }
  return drawn;
}
