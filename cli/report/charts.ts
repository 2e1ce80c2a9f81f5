const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];
const shades = ['·', '░', '▒', '▓', '█'];

/** A bar as long as its count is of the most, at least a sliver for what is not nothing. */
export function bar(count: number, most: number, width: number): string {
  if (count <= 0 || most <= 0) return '';
  const parts = Math.max(1, Math.round((count / most) * width * 8));
  return '█'.repeat(Math.floor(parts / 8)) + (eighths[parts % 8] ?? '');
}

/** One character per number: the fuller, the more; a point is nothing. */
export function shadesOf(counts: readonly number[], most: number): string {
  const steps = shades.length - 1;
  return counts
    .map((count) => (count <= 0 ? 0 : Math.max(1, Math.ceil((count / most) * steps))))
    .map((step) => shades[step] ?? '')
    .join('');
}

/** Rows of a name, a bar and its count, one below the other. */
export function barRows(
  rows: readonly { readonly name: string; readonly count: number }[],
  width: number,
): readonly string[] {
  const most = Math.max(...rows.map(({ count }) => count));
  const longest = Math.max(...rows.map(({ name }) => name.length));
  return rows.map(({ name, count }) =>
    `${name.padEnd(longest)}  ${bar(count, most, width)} ${count}`.trimEnd(),
  );
}
