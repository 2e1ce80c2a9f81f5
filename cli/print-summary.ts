import type { RunCounts } from './run-counts.ts';

type Summary = RunCounts & { readonly deadLettered: number; readonly seconds: number };

/** Tells what a run did: a sentence, and with `json` one JSON object as the last line. */
export function printSummary(summary: Summary, { json }: { json: boolean }): void {
  const { received, alarm, quiet, rejected, deadLettered, alerts, digests, labelerCalls } = summary;
  const seconds = Number(summary.seconds.toFixed(2));
  const together = digests === 0 ? '' : ` and ${digests} ${digests === 1 ? 'digest' : 'digests'}`;
  const trouble =
    deadLettered > 0
      ? `; ${deadLettered} messages could not be handled: \`intellicam dlq ls\` shows them`
      : '';
  process.stdout.write(
    `${received} pictures taken: ${alarm} alarms, ${quiet} quiet, ${rejected} rejected; ` +
      `${alerts} alerts${together}${trouble}; ${seconds} s\n`,
  );
  if (!json) return;
  const counts = {
    ...{ received, alarm, quiet, rejected, deadLettered },
    ...{ alerts, digests, labelerCalls, seconds },
  };
  process.stdout.write(`${JSON.stringify(counts)}\n`);
}
