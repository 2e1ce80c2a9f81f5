/** Numbers as the browser's language writes them. */

const whole = new Intl.NumberFormat();

/** How many there are. */
export function formatCount(count: number): string {
  return whole.format(count);
}
