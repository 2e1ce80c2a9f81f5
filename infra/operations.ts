import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm/index.js';
import { Construct } from 'constructs';
import { AlarmTopic } from './alarm-topic.ts';
import type { Metric } from './metric.ts';
import { type OperationsAlarm, operationsAlarms, type Watched } from './operations-alarms.ts';
import type { TopicSubscriber } from './recipients.ts';
import { resourceName } from './resource-name.ts';

type OperationsProps = {
  readonly stage: string;
  readonly region: string;
  readonly accountId: string;
  readonly subscribers: readonly TopicSubscriber[];
  readonly watched: Watched;
};

/** Watches the pipeline itself and tells its owner by e-mail when something is wrong with it. */
export class Operations extends Construct {
  readonly topicArn: string;

  constructor(scope: Construct, id: string, props: OperationsProps) {
    super(scope, id);
    const { topic } = new AlarmTopic(this, 'topic', {
      name: resourceName(props.stage, 'operations'),
      subscribers: props.subscribers,
      allow: (topicArn) => ({
        Effect: 'Allow',
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Action: 'sns:Publish',
        Resource: topicArn,
        Condition: {
          ArnLike: {
            'aws:SourceArn': `arn:*:cloudwatch:${props.region}:${props.accountId}:alarm:*`,
          },
          StringEquals: { 'aws:SourceAccount': props.accountId },
        },
      }),
    });
    this.topicArn = topic.arn;
    for (const alarm of operationsAlarms(props.watched)) {
      new CloudwatchMetricAlarm(this, alarm.id, {
        alarmName: resourceName(props.stage, alarm.id),
        alarmDescription: alarm.description,
        comparisonOperator: 'GreaterThanThreshold',
        threshold: alarm.above,
        evaluationPeriods: alarm.twoOfThree ? 3 : 1,
        datapointsToAlarm: alarm.twoOfThree ? 2 : 1,
        treatMissingData: 'notBreaching',
        alarmActions: [topic.arn],
        okActions: [topic.arn],
        ...measured(alarm),
      });
    }
  }
}

function measured({ metrics, statistic, periodSeconds }: OperationsAlarm) {
  const [only, ...others] = metrics;
  if (only !== undefined && others.length === 0) {
    return { ...plain(only), statistic, period: periodSeconds };
  }
  const terms = metrics.map((metric, index) => ({
    id: `m${index}`,
    returnData: false,
    metric: { ...plain(metric), stat: statistic, period: periodSeconds },
  }));
  const expression = `SUM([${terms.map(({ id }) => id).join(', ')}])`;
  return {
    metricQuery: [{ id: 'sum', expression, label: 'all together', returnData: true }, ...terms],
  };
}

function plain({ namespace, name, dimensions }: Metric) {
  return { namespace, metricName: name, dimensions: { ...dimensions } };
}
