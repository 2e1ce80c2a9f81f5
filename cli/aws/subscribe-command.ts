import { styleText } from 'node:util';
import { ownerClients } from '../../runtime/aws/owner/owner-clients.ts';
import {
  type Subscriber,
  type Subscription,
  subscribeToAlarms,
} from '../../runtime/aws/owner/subscribe-to-alarms.ts';
import { parseOptions } from '../../runtime/parse-options.ts';
import { findDeployment } from './find-deployment.ts';
import { orOneSentence } from './or-one-sentence.ts';
import { parseSubscriber } from './parse-subscriber.ts';

const options = {
  email: { type: 'string' },
  sms: { type: 'string' },
  camera: { type: 'string', multiple: true },
  label: { type: 'string', multiple: true },
  config: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

/** `intellicam subscribe`: tells one more person of alarms, or the same person of other ones. */
export async function subscribeCommand(args: readonly string[]): Promise<number> {
  const values = parseOptions(args, options);
  const { configuration, deployment } = await findDeployment(values.config);
  const { subscriber, warnings } = parseSubscriber(values, configuration);
  const { sns } = ownerClients(deployment.region);
  return orOneSentence(`subscribe ${subscriber.endpoint}`, async () => {
    const subscription = await subscribeToAlarms(sns, deployment.alarmTopicArn, subscriber);
    if (values.json) {
      const { protocol, endpoint, filter } = subscriber;
      const line = { protocol, endpoint, ...filter, ...subscription, warnings };
      process.stdout.write(`${JSON.stringify(line)}\n`);
      return 0;
    }
    for (const warning of warnings) {
      const mark = styleText('yellow', 'warning', { stream: process.stderr });
      process.stderr.write(`${mark}: ${warning}\n`);
    }
    process.stdout.write(describeSubscription(subscriber, subscription));
    return 0;
  });
}

/** What somebody will be told of, and what is still to be done for it. */
export function describeSubscription(
  { protocol, endpoint, filter }: Subscriber,
  { state, choice }: Subscription,
): string {
  const rows = [
    [protocol === 'email' ? 'mail to' : 'SMS to', endpoint],
    ['cameras', filter.cameras.join(', ') || 'all'],
    ['labels', filter.labels.join(', ') || 'all'],
    ['state', stateText(protocol, state)],
  ];
  const table = rows.map(([name = '', text = '']) => `${name.padEnd(9)}${text}\n`).join('');
  if (choice === 'kept') {
    return `${table}It waits with the cameras and labels of before, which SNS lets nobody change until it is\nconfirmed. Run this again then.\n`;
  }
  return choice === 'changed' ? `${table}It was subscribed before; now this counts.\n` : table;
}

function stateText(protocol: Subscriber['protocol'], state: Subscription['state']): string {
  if (state === 'pending') return 'pending: AWS sent a mail, and the link in it has to be followed';
  return protocol === 'email'
    ? 'confirmed'
    : 'confirmed; an account in the SMS sandbox sends to verified numbers only';
}
