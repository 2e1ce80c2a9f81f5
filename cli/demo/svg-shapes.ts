export type Point = readonly [x: number, y: number];

function points(...corners: readonly Point[]): string {
  return corners.map(([x, y]) => `${round(x)},${round(y)}`).join(' ');
}

/** A filled polygon. */
export function polygon(fill: string, ...corners: readonly Point[]): string {
  return `<polygon points="${points(...corners)}" fill="${fill}"/>`;
}

/** A filled ellipse, upright. */
export function ellipse(fill: string, [x, y]: Point, radiusX: number, radiusY = radiusX): string {
  return `<ellipse cx="${round(x)}" cy="${round(y)}" rx="${round(radiusX)}" ry="${round(radiusY)}" fill="${fill}"/>`;
}

/** A filled rectangle with optionally rounded corners. */
export function rect(fill: string, [x, y]: Point, [width, height]: Point, radius = 0): string {
  return `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="${radius}" fill="${fill}"/>`;
}

/** A line that bends at each point, with round ends. */
export function line(stroke: string, width: number, ...corners: readonly Point[]): string {
  return `<polyline points="${points(...corners)}" stroke="${stroke}" stroke-width="${round(width)}" fill="none" stroke-linecap="round" stroke-linejoin="round"/>`;
}

/** A filled path, its outline in SVG's own letters. */
export function path(fill: string, outline: string): string {
  return `<path d="${outline}" fill="${fill}"/>`;
}

/** A limb that tapers from joint to joint. */
export function limb(fill: string, joints: readonly Point[], widths: readonly number[]): string {
  let drawn = '';
  joints.forEach((to, index) => {
    const toRadius = (widths[index] ?? 1) / 2;
    drawn += ellipse(fill, to, toRadius);
    const from = joints[index - 1];
    if (from === undefined) return;
    const fromRadius = (widths[index - 1] ?? 1) / 2;
    const length = Math.hypot(to[0] - from[0], to[1] - from[1]) || 1;
    const acrossX = (to[1] - from[1]) / length;
    const acrossY = (from[0] - to[0]) / length;
    drawn += polygon(
      fill,
      [from[0] + acrossX * fromRadius, from[1] + acrossY * fromRadius],
      [to[0] + acrossX * toRadius, to[1] + acrossY * toRadius],
      [to[0] - acrossX * toRadius, to[1] - acrossY * toRadius],
      [from[0] - acrossX * fromRadius, from[1] - acrossY * fromRadius],
    );
  });
  return drawn;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
