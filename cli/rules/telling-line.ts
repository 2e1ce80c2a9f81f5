import type { TraceLine } from '../../contracts/judgement-trace.ts';
import { traceText } from '../../contracts/trace-text.ts';
import { plainText } from './plain-text.ts';

const weights = { alarm: 0, repeat: 1, pending: 2, quiet: 3 } as const;

/** The line of a judgement that tells most about some labels, with its rule. */
export function tellingLine(trace: readonly TraceLine[], labels: readonly string[]): string {
  const [best] = trace.toSorted(
    (a, b) =>
      weights[a.result] - weights[b.result] ||
      Number(labels.includes(b.label)) - Number(labels.includes(a.label)) ||
      failed(a) - failed(b),
  );
  if (best === undefined || (best.result === 'quiet' && isAbsent(trace, labels))) {
    return labels.length === 0 ? 'nothing that a rule names' : `no rule names ${labels.join(', ')}`;
  }
  return traceLineText(best);
}

/** A line of a trace, with its rule before it. */
export function traceLineText(line: TraceLine): string {
  return plainText(`${line.rule}: ${traceText(line)}`);
}

function isAbsent(trace: readonly TraceLine[], labels: readonly string[]): boolean {
  return labels.length > 0 && !trace.some(({ label }) => labels.includes(label));
}

function failed({ checks }: TraceLine): number {
  return checks.filter(({ passed }) => !passed).length;
}
