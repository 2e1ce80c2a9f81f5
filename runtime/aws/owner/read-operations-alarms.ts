import { type MetricAlarm, paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch';
import { ask } from './ask.ts';
import type { Deployment } from './deployment.ts';
import type { OwnerClients } from './owner-clients.ts';

/** An alarm about the pipeline itself. */
export type OperationsAlarm = {
  readonly name: string;
  /** What the owner loses while it rings. */
  readonly description: string;
  readonly rings: boolean;
  /** When that began, in ISO 8601. */
  readonly since: string | undefined;
};

/** All alarms that tell the operations topic. */
export async function readOperationsAlarms(
  { cloudWatch: client }: Pick<OwnerClients, 'cloudWatch'>,
  { stage, operationsTopicArn }: Pick<Deployment, 'stage' | 'operationsTopicArn'>,
): Promise<readonly OperationsAlarm[]> {
  return ask('cloudwatch:DescribeAlarms', async () => {
    const found: OperationsAlarm[] = [];
    const query = { AlarmNamePrefix: `intellicam-${stage}-` };
    for await (const { MetricAlarms = [] } of paginateDescribeAlarms({ client }, query)) {
      // The names of a stage "home-2" begin like those of "home".
      const ours = MetricAlarms.filter(({ AlarmActions = [] }) =>
        AlarmActions.includes(operationsTopicArn),
      );
      found.push(...ours.map(alarmOf));
    }
    return found;
  });
}

function alarmOf(alarm: MetricAlarm): OperationsAlarm {
  const { AlarmName = '', AlarmDescription = '', StateValue } = alarm;
  return {
    name: AlarmName,
    description: AlarmDescription,
    rings: StateValue === 'ALARM',
    since: (alarm.StateTransitionedTimestamp ?? alarm.StateUpdatedTimestamp)?.toISOString(),
  };
}
