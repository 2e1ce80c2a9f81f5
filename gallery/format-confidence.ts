const whole = new Intl.NumberFormat(undefined, { style: 'percent' });
const exact = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 1 });

/** A confidence (0–100) as it fits on a card. */
export function formatConfidence(confidence: number): string {
  return whole.format(confidence / 100);
}

/** A confidence (0–100) as it was measured. */
export function formatExactConfidence(confidence: number): string {
  return exact.format(confidence / 100);
}
