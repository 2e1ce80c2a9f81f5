import type { TraceLine } from '../../../contracts/judgement-trace.ts';
import { traceText } from '../../../contracts/trace-text.ts';

/** A record keeps so many lines; fifty labels and a long list would make thousands. */
const mostLines = 50;

const weights = { alarm: 0, repeat: 1, pending: 2, quiet: 3 } as const satisfies Record<
  TraceLine['result'],
  number
>;

/** The lines that tell most, by rule and then label: what rang, then what came closest to it. */
export function mostTelling(lines: readonly TraceLine[]): readonly TraceLine[] {
  if (lines.length <= mostLines) return lines.toSorted(byRule);
  return lines
    .toSorted(
      (a, b) => weights[a.result] - weights[b.result] || failed(a) - failed(b) || byRule(a, b),
    )
    .slice(0, mostLines)
    .toSorted(byRule);
}

function failed({ checks }: TraceLine): number {
  return checks.filter(({ passed }) => !passed).length;
}

function byRule(a: TraceLine, b: TraceLine): number {
  return (
    byText(a.rule, b.rule) ||
    byText(a.label, b.label) ||
    b.confidence - a.confidence ||
    byText(traceText(a), traceText(b))
  );
}

function byText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
