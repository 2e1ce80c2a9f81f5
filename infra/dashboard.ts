import { CloudwatchDashboard } from '@cdktf/provider-aws/lib/cloudwatch-dashboard/index.js';
import { Construct } from 'constructs';
import {
  functionMetric,
  labelledPictures,
  type Metric,
  outcomeMetric,
  queueMetric,
} from './metric.ts';
import type { Watched } from './operations-alarms.ts';
import { resourceName } from './resource-name.ts';

type Graph = {
  readonly title: string;
  readonly statistic: 'Sum' | 'Maximum' | 'p99';
  readonly metrics: readonly Metric[];
};

type DashboardProps = {
  readonly stage: string;
  readonly region: string;
  readonly watched: Watched;
};

/** One page that shows whether pictures come in and come out again. */
export class Dashboard extends Construct {
  constructor(scope: Construct, id: string, { stage, region, watched }: DashboardProps) {
    super(scope, id);
    new CloudwatchDashboard(this, 'dashboard', {
      dashboardName: resourceName(stage),
      dashboardBody: JSON.stringify({
        widgets: graphs(stage, watched).map((graph, index) => widget(graph, index, region)),
      }),
    });
  }
}

function graphs(stage: string, watched: Watched): readonly Graph[] {
  const queues = [watched.uploadsQueue, ...watched.rules, ...watched.schedules];
  const deadLetters = [
    ...watched.consumers.map((consumer) => consumer.deadLetters),
    ...watched.webhooks.map((webhook) => webhook.deadLetters),
    watched.undelivered,
  ];
  return [
    {
      title: 'Pictures: come in, alarm, quiet, rejected, filed',
      statistic: 'Sum',
      metrics: [
        queueMetric('NumberOfMessagesSent', watched.uploadsQueue),
        ...['Alarm', 'Quiet', 'Rejected', 'Moved'].map((name) => outcomeMetric(name, stage)),
      ],
    },
    { title: 'Pictures labelled (paid)', statistic: 'Sum', metrics: [labelledPictures] },
    {
      title: 'Seconds the oldest message waits',
      statistic: 'Maximum',
      metrics: queues.map((name) => queueMetric('ApproximateAgeOfOldestMessage', name)),
    },
    {
      title: 'Dead letters',
      statistic: 'Maximum',
      metrics: deadLetters.map((name) => queueMetric('ApproximateNumberOfMessagesVisible', name)),
    },
    {
      title: 'Functions: errors',
      statistic: 'Sum',
      metrics: watched.functions.map((name) => functionMetric('Errors', name)),
    },
    {
      title: 'Functions: milliseconds, 99 of 100',
      statistic: 'p99',
      metrics: watched.functions.map((name) => functionMetric('Duration', name)),
    },
  ];
}

function widget({ title, statistic, metrics }: Graph, index: number, region: string) {
  return {
    type: 'metric',
    x: (index % 2) * 12,
    y: Math.floor(index / 2) * 6,
    width: 12,
    height: 6,
    properties: {
      title,
      region,
      stat: statistic,
      period: 300,
      metrics: metrics.map(({ namespace, name, dimensions }) => [
        namespace,
        name,
        ...Object.entries(dimensions).flat(),
      ]),
    },
  };
}
