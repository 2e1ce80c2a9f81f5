/** Numbers as the browser's language writes them. */

const whole = new Intl.NumberFormat();
const percent = new Intl.NumberFormat(undefined, { style: 'percent' });
const celsius = new Intl.NumberFormat(undefined, {
  ...{ style: 'unit', unit: 'celsius', maximumFractionDigits: 0 },
});
const dollars = new Intl.NumberFormat(undefined, {
  ...{ style: 'currency', currency: 'USD', currencyDisplay: 'narrowSymbol' },
});
const units: readonly (readonly [string, number])[] = [
  ['byte', 1],
  ['kilobyte', 1e3],
  ['megabyte', 1e6],
  ['gigabyte', 1e9],
];

/** How many there are. */
export function formatCount(count: number): string {
  return whole.format(count);
}

/** A share (0–1) in percent. */
export function formatShare(share: number): string {
  return percent.format(share);
}

/** An amount of US dollars. */
export function formatDollars(amount: number): string {
  return dollars.format(amount);
}

/** A number of bytes in the unit that is easiest to read. */
export function formatBytes(bytes: number): string {
  const [unit, size] = units.findLast(([, least]) => bytes >= least) ?? ['byte', 1];
  return new Intl.NumberFormat(undefined, {
    ...{ style: 'unit', unit, maximumFractionDigits: unit === 'gigabyte' ? 1 : 0 },
  }).format(bytes / size);
}

/** A temperature as it was measured. */
export function formatCelsius(degrees: number): string {
  return celsius.format(degrees);
}
