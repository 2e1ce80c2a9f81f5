import * as v from 'valibot';

/** How many pictures of a month may be, or were, labelled: `state/spend/<yyyy-mm>.json`. */
export const MonthlySpendSchema = v.object({
  schemaVersion: v.literal(1),
  /** Also those that a function has set aside and may never come to. */
  reserved: v.pipe(v.number(), v.integer(), v.minValue(0)),
});
export type MonthlySpend = Readonly<v.InferOutput<typeof MonthlySpendSchema>>;

export const nothingSpent: MonthlySpend = { schemaVersion: 1, reserved: 0 };

/** The month that is billed; AWS counts by UTC. */
export function billedMonth(now: Date): string {
  return now.toISOString().slice(0, 7);
}
