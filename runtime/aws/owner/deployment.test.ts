import { describe, expect, it } from 'vitest';
import { parseDeployment } from './deployment.ts';

const values = {
  stage: 'home',
  region: 'eu-west-1',
  account_id: '123456789012',
  bucket: 'intellicam-home-123456789012',
  bus: 'intellicam-home',
  uploads_queue_url: 'https://sqs/classifier',
  undelivered_queue_url: 'https://sqs/undelivered',
  queue_urls: { mover: 'https://sqs/mover' },
  dead_letter_queue_urls: { mover: 'https://sqs/mover-dead' },
  function_names: { mover: 'intellicam-home-mover' },
  alarm_topic_arn: 'arn:aws:sns:eu-west-1:123456789012:intellicam-home-alarm',
  operations_topic_arn: 'arn:aws:sns:eu-west-1:123456789012:intellicam-home-operations',
};

/** Terraform's state with these outputs. */
function state(outputs: Readonly<Record<string, unknown>>) {
  const entries = Object.entries(outputs).map(([name, value]) => [name, { value, type: 'string' }]);
  return { version: 4, outputs: Object.fromEntries(entries), resources: [] };
}

describe('parseDeployment', () => {
  it('reads what the stack tells of itself', () => {
    expect(parseDeployment(state({ ...values, more: 1 }))).toMatchObject({
      stage: 'home',
      account: '123456789012',
      queueUrls: { mover: 'https://sqs/mover' },
      functionNames: { mover: 'intellicam-home-mover' },
      alarmTopicArn: values.alarm_topic_arn,
    });
  });

  it.each(Object.keys(values))('finds no deployment in a state without %s', (name) => {
    expect(parseDeployment(state({ ...values, [name]: undefined }))).toBeUndefined();
  });

  it.each([[{}], [null], ['text'], [{ outputs: {} }]])('finds none in %j', (other) => {
    expect(parseDeployment(other)).toBeUndefined();
  });
});
