import { ellipse, line, path, polygon, rect } from './svg-shapes.ts';

/** Draws the house at the right: plastered wall, tiled roof, door, windows and flowers. */
export function drawHouse(lampsOn: boolean): string {
  return [
    rect('#efe3cf', [432, 92], [208, 166]),
    drawCourses(),
    rect('#b7a88f', [432, 244], [208, 16]),
    polygon('#a4553d', [408, 98], [470, 18], [640, 18], [640, 98]),
    drawTiles(),
    rect('#f7f2e8', [406, 95], [234, 7], 2),
    rect('#00000026', [432, 102], [208, 9]),
    drawDoor(),
    drawWindow(556, 138, lampsOn),
    rect('#8c8577', [462, 252], [70, 9], 1),
    rect('#a8a192', [468, 246], [58, 7], 1),
    drawLamp(lampsOn),
    drawPlant(450, 262),
  ].join('');
}

function drawCourses(): string {
  let drawn = '';
  for (let y = 116; y < 244; y += 16) drawn += rect('#0000000c', [432, y], [208, 1.4]);
  return drawn;
}

function drawTiles(): string {
  let drawn = '';
  for (let row = 1; row < 8; row++) {
    const y = 18 + row * 10;
    drawn += line('#7f3f2e', 1, [470 - row * 7.75, y], [640, y]);
  }
  return drawn;
}

function drawDoor(): string {
  return [
    rect('#f7f2e8', [470, 152], [54, 96], 2),
    rect('#3f6b5c', [475, 157], [44, 91], 1),
    rect('#34594c', [480, 196], [34, 44], 2),
    rect('#bcd3d8', [482, 164], [30, 24], 3),
    ellipse('#e3c169', [513, 206], 2.4),
  ].join('');
}

function drawWindow(x: number, y: number, lit: boolean): string {
  const glass = lit ? '#ffd98a' : '#9fbccb';
  return [
    rect('#f7f2e8', [x - 5, y - 5], [70, 64], 2),
    rect(glass, [x, y], [60, 54]),
    lit
      ? ''
      : path('#ffffff50', `M${x},${y + 30} L${x + 34},${y} L${x + 50},${y} L${x},${y + 46} Z`),
    path('#ffffff90', `M${x},${y} Q${x + 18},${y + 16} ${x},${y + 46} Z`),
    path('#ffffff90', `M${x + 60},${y} Q${x + 42},${y + 16} ${x + 60},${y + 46} Z`),
    rect('#f7f2e8', [x + 28.5, y], [3, 54]),
    rect('#f7f2e8', [x, y + 24], [60, 3]),
    rect('#7d5638', [x - 4, y + 58], [68, 12], 2),
    flowers(x - 2, y + 56, 64),
  ].join('');
}

function flowers(x: number, y: number, width: number): string {
  const petals = ['#d9483b', '#f2a7b8', '#f6d24a', '#ffffff'];
  let drawn = '';
  for (let at = 0; at < width; at += 5) {
    drawn += ellipse('#4f8a3e', [x + at, y + 2], 4.5, 4);
    drawn += ellipse(
      petals[(at / 5) % petals.length] ?? '#fff',
      [x + at, y - 1 - ((at * 7) % 4)],
      2.2,
    );
  }
  return drawn;
}

function drawLamp(on: boolean): string {
  return (
    rect('#3b3a38', [538, 158], [8, 13], 2) + ellipse(on ? '#fff0b8' : '#d9d4c4', [542, 166], 4, 5)
  );
}

function drawPlant(x: number, y: number): string {
  const leaves = [
    [-8, -26],
    [0, -32],
    [8, -26],
    [-11, -17],
    [11, -17],
    [0, -20],
  ] as const;
  const foliage = leaves.map(([dx, dy]) => ellipse('#3f7d3a', [x + dx, y + dy], 8, 9)).join('');
  return (
    foliage + polygon('#b4653f', [x - 10, y - 14], [x + 10, y - 14], [x + 7, y + 2], [x - 7, y + 2])
  );
}
