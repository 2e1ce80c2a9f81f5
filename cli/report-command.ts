import { styleText } from 'node:util';
import { localHour } from '../contracts/capture-time.ts';
import { parseOptions } from '../runtime/parse-options.ts';
import { UsageError } from '../runtime/usage-error.ts';
import { firstDay } from './first-day.ts';
import { reportText } from './report/print-report.ts';
import { makeReport, type Report } from './report/report.ts';
import { reportCsv } from './report/report-csv.ts';
import { openStore } from './rules/open-store.ts';
import { pipelineOptions } from './rules/pipeline-options.ts';
import type { LoadDeployed } from './rules/rules-store.ts';

const options = {
  since: { type: 'string', default: '30d' },
  camera: { type: 'string' },
  ...pipelineOptions,
  csv: { type: 'boolean', default: false },
} as const;

/** `intellicam report`: what rang when and for what, how well it was judged, and what it costs. */
export async function reportCommand(
  args: readonly string[],
  loadDeployed: LoadDeployed,
  now: Date = new Date(),
): Promise<number> {
  const values = parseOptions(args, options);
  if (values.json && values.csv) throw new UsageError('--json or --csv, not both');
  const firstIn = firstDay(values.since, now);
  const store = await openStore(values, loadDeployed);
  const { timeZone } = store;
  try {
    return await store.orOneSentence('make the report', async () => {
      const to = localHour(now.toISOString(), timeZone).day;
      const span = { from: firstIn(timeZone), to, camera: values.camera, now };
      process.stdout.write(formatted(await makeReport(store, span), values));
      return 0;
    });
  } finally {
    await store.close();
  }
}

function formatted(report: Report, { json, csv }: { json: boolean; csv: boolean }): string {
  if (csv) return reportCsv(report.rows);
  if (!json) return reportText(report, bold);
  const { rows: _, statistics, ...others } = report;
  return `${JSON.stringify({ ...others, ...statistics })}\n`;
}

function bold(title: string): string {
  return styleText('bold', title, { stream: process.stdout, validateStream: true });
}
