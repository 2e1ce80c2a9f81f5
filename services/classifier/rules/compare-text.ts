type Comparison = {
  readonly value: number;
  readonly limit: number;
  /** What the rule wants of the value. */
  readonly wanted: '≥' | '≤';
  readonly unit?: string;
};

const opposite = { '≥': '<', '≤': '>' } as const;

// Enough for any number that somebody writes into a rule.
const mostDigits = 6;

/** A comparison in words, `71.2 ≥ 70`: with as many digits as it takes for it to read as true. */
export function compareText({ value, limit, wanted, unit = '' }: Comparison): string {
  const order = Math.sign(value - limit);
  const holds = wanted === '≥' ? order >= 0 : order <= 0;
  const shown = Array.from({ length: mostDigits }, (_, index) => cut(value, index + 1)).find(
    (number) => Math.sign(number - limit) === order,
  );
  return `${shown ?? value}${unit} ${holds ? wanted : opposite[wanted]} ${limit}${unit}`;
}

/** A number with at most one digit behind the point, never more than it is. */
export function cut(value: number, digits = 1): number {
  const factor = 10 ** digits;
  // 0.29 is a little less than it says.
  return Math.floor(value * factor + 1e-6) / factor;
}
