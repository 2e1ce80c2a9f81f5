import { GetMetricDataCommand, type MetricDataResult } from '@aws-sdk/client-cloudwatch';
import { costOfMonth, type MonthCost } from '../../../contracts/cost-of-month.ts';
import { ask } from './ask.ts';
import type { OwnerClients } from './owner-clients.ts';

/** What was labelled in a month until now, and about what it cost. */
export type MonthSoFar = MonthCost & {
  /** AWS bills by months in UTC. */
  readonly month: string;
};

type Metric = {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
};

/** How the pipeline counts its outcomes in CloudWatch. */
export type OutcomeMetricsOf = { readonly alarm: Metric; readonly quiet: Metric };

const daySeconds = 24 * 60 * 60;

/** Asks CloudWatch what the classifier has counted since the month began. */
export async function readMonthSoFar(
  { cloudWatch }: Pick<OwnerClients, 'cloudWatch'>,
  { metrics, region, now }: { metrics: OutcomeMetricsOf; region: string; now: Date },
): Promise<MonthSoFar> {
  const beginning = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth()));
  const tomorrow = new Date(now.getTime() + daySeconds * 1000);
  const { MetricDataResults } = await ask('cloudwatch:GetMetricData', () =>
    cloudWatch.send(
      new GetMetricDataCommand({
        StartTime: beginning,
        EndTime: tomorrow,
        MetricDataQueries: Object.entries(metrics).map(([id, metric]) => queryOf(id, metric)),
      }),
    ),
  );
  const counts = {
    alarms: sumOf(MetricDataResults, 'alarm'),
    quiet: sumOf(MetricDataResults, 'quiet'),
  };
  return { month: beginning.toISOString().slice(0, 7), ...costOfMonth(counts, region) };
}

function queryOf(id: string, { namespace, name, dimensions }: Metric) {
  const Dimensions = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
  const Metric = { Namespace: namespace, MetricName: name, Dimensions };
  return { Id: id, MetricStat: { Metric, Period: daySeconds, Stat: 'Sum' } };
}

function sumOf(results: readonly MetricDataResult[] = [], id: string): number {
  const values = results.find(({ Id }) => Id === id)?.Values ?? [];
  return values.reduce((sum, value) => sum + value, 0);
}
