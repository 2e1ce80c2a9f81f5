import { beforeAll, describe, expect, it } from 'vitest';
import { noSecretYet } from '../contracts/webhook-delivery.ts';
import {
  policyOf,
  reference,
  type SynthesisedStack,
  synthesisedStack,
  thisAccount,
} from './synthesised-stack.ts';

const configured = `
webhooks:
  - name: phone
    template: ntfy
    url: https://ntfy.example.org/alarms
    kinds: [alarm, digest]
    severities: [alarm, critical]
    cameras: [garden]
    priority: 4
  - name: team
    template: telegram
    url: https://api.telegram.org/*/sendMessage
    chat: "-1001234567890"
  - name: house
    template: home-assistant
    url: https://home.example.org/api/events/intellicam_alert
    method: PUT
    header: X-Api-Key
`;

let home: SynthesisedStack;
beforeAll(async () => {
  home = await synthesisedStack(configured);
});

/** Everything that is called after a webhook. */
function partsOf(webhook: string) {
  const name = `intellicam-home-webhook-${webhook}`;
  const [ruleId, rule] = home.one('cloudwatch_event_rule', 'name', name);
  const [destinationId, destination] = home.one('cloudwatch_event_api_destination', 'name', name);
  const [connectionId, connection] = home.one('cloudwatch_event_connection', 'name', name);
  const [roleId, role] = home.one('iam_role', 'name', name);
  const [queueId, queue] = home.one('sqs_queue', 'name', `${name}-dead-letters`);
  const targets = home
    .all('cloudwatch_event_target')
    .filter(([, { rule: of }]) => of === reference('cloudwatch_event_rule', ruleId, 'name'))
    .map(([, target]) => target);
  const arns = {
    rule: reference('cloudwatch_event_rule', ruleId, 'arn'),
    destination: reference('cloudwatch_event_api_destination', destinationId, 'arn'),
    connection: reference('cloudwatch_event_connection', connectionId, 'arn'),
    role: reference('iam_role', roleId, 'arn'),
    queue: reference('sqs_queue', queueId, 'arn'),
  };
  return { rule, destination, connection, role, roleId, queue, queueId, targets, arns };
}

describe('a webhook', () => {
  it('has a rule on the bus with its filters', () => {
    const { rule } = partsOf('phone');
    expect(rule.event_bus_name).toMatch(/aws_cloudwatch_event_bus/);
    expect(JSON.parse(String(rule.event_pattern))).toEqual({
      source: ['intellicam'],
      'detail-type': ['AlertRaised'],
      detail: { kind: ['alarm', 'digest'], severity: ['alarm', 'critical'], camera: ['garden'] },
    });
    expect(JSON.parse(String(partsOf('house').rule.event_pattern))).toEqual({
      source: ['intellicam'],
      'detail-type': ['AlertRaised'],
    });
  });

  it('has a destination that is called once a second at most', () => {
    const { destination, arns } = partsOf('phone');
    expect(destination).toMatchObject({
      connection_arn: arns.connection,
      http_method: 'POST',
      invocation_endpoint: 'https://ntfy.example.org/',
      invocation_rate_limit_per_second: 1,
    });
    expect(partsOf('house').destination).toMatchObject({
      http_method: 'PUT',
      invocation_endpoint: 'https://home.example.org/api/events/intellicam_alert',
    });
  });

  it('has a connection whose secret is told by its owner, and kept', () => {
    const kept = { lifecycle: { ignore_changes: ['auth_parameters', 'description'] } };
    expect(partsOf('phone').connection).toMatchObject({
      ...{ ...kept, description: noSecretYet, authorization_type: 'API_KEY' },
      auth_parameters: { api_key: { key: 'Authorization', value: noSecretYet } },
    });
    expect(partsOf('house').connection).toMatchObject({
      ...kept,
      auth_parameters: { api_key: { key: 'X-Api-Key', value: noSecretYet } },
    });
    expect(partsOf('team').connection).toMatchObject({
      ...kept,
      auth_parameters: { api_key: { key: 'X-IntelliCam-Webhook', value: 'team' } },
    });
  });

  it('is tried for an hour, and what is given up waits in a queue of its own', () => {
    const { targets, arns } = partsOf('phone');
    expect(targets).toEqual([
      expect.objectContaining({
        arn: arns.destination,
        role_arn: arns.role,
        target_id: 'webhook',
        retry_policy: { maximum_event_age_in_seconds: 3600, maximum_retry_attempts: 185 },
        dead_letter_config: { arn: arns.queue },
        input_transformer: {
          input_paths: {
            ...{ camera: '$.detail.camera', subject: '$.detail.subject', text: '$.detail.text' },
          },
          input_template:
            '{"topic":"alarms","title":"<subject>","message":"<text>","priority":4,"tags":["<camera>"]}',
        },
      }),
    ]);
    expect(partsOf('house').targets).toEqual([expect.objectContaining({ input_path: '$.detail' })]);
  });

  it('keeps dead letters for two weeks, from its own rule and over TLS only', () => {
    const { queue, queueId, arns } = partsOf('phone');
    expect(queue).toMatchObject({ message_retention_seconds: 1_209_600 });
    expect(queue).toMatchObject({ sqs_managed_sse_enabled: true });
    const url = reference('sqs_queue', queueId, 'url');
    const [, policy] = home.one('sqs_queue_policy', 'queue_url', url);
    expect(policyOf(policy)).toEqual([
      expect.objectContaining({
        Effect: 'Allow',
        Principal: { Service: 'events.amazonaws.com' },
        Action: ['sqs:SendMessage'],
        Resource: [arns.queue],
        Condition: {
          ArnEquals: { 'aws:SourceArn': [arns.rule] },
          StringEquals: { 'aws:SourceAccount': [thisAccount] },
        },
      }),
      expect.objectContaining({ Effect: 'Deny', Principal: '*' }),
    ]);
  });

  it('has a role for its rule, which may call its destination and nothing else', () => {
    const { role, roleId, arns } = partsOf('phone');
    expect(policyOf(role, 'assume_role_policy')).toEqual([
      expect.objectContaining({
        Effect: 'Allow',
        Principal: { Service: 'events.amazonaws.com' },
        Action: ['sts:AssumeRole'],
        Condition: {
          ArnEquals: { 'aws:SourceArn': [arns.rule] },
          StringEquals: { 'aws:SourceAccount': [thisAccount] },
        },
      }),
    ]);
    const roleOf = reference('iam_role', roleId, 'id');
    const [, policy] = home.one('iam_role_policy', 'role', roleOf);
    expect(policyOf(policy)).toEqual([
      expect.objectContaining({
        Effect: 'Allow',
        Action: ['events:InvokeApiDestination'],
        Resource: [arns.destination],
      }),
    ]);
  });

  it('with a secret address has no target until its owner makes it', () => {
    const { targets, destination } = partsOf('team');
    expect(targets).toEqual([]);
    expect(destination.invocation_endpoint).toBe('https://api.telegram.org/*/sendMessage');
  });

  it('tells who sets the secret what it is called', () => {
    const { arns, queueId } = partsOf('team');
    expect(home.output.webhooks?.value).toMatchObject({
      team: {
        rule: expect.stringContaining('.name}'),
        connection: expect.stringContaining('.name}'),
        role_arn: arns.role,
        destination_arn: arns.destination,
        secret_in: 'address',
        dead_letter_queue_url: reference('sqs_queue', queueId, 'url'),
      },
      phone: { secret_in: 'header' },
    });
    expect(Object.keys(Object(home.output.webhooks?.value))).toHaveLength(3);
  });
});

describe('the alarms about the pipeline', () => {
  it('cover every webhook that gave something up', () => {
    const [, alarm] = home.one(
      ...(['cloudwatch_metric_alarm', 'alarm_name', 'intellicam-home-webhooks-given-up'] as const),
    );
    for (const webhook of ['phone', 'team', 'house']) {
      const name = reference('sqs_queue', partsOf(webhook).queueId, 'name');
      expect(JSON.stringify(alarm.metric_query)).toContain(name);
    }
    expect(String(alarm.alarm_description)).toContain('webhook');
  });

  it('cover every webhook whose dead letters are refused', () => {
    const [, alarm] = home.one(
      ...(['cloudwatch_metric_alarm', 'alarm_name', 'intellicam-home-events-lost'] as const),
    );
    for (const [id] of home.all('cloudwatch_event_rule')) {
      expect(JSON.stringify(alarm)).toContain(reference('cloudwatch_event_rule', id, 'name'));
    }
  });
});

describe('who has no webhook', () => {
  it('has nothing of it', async () => {
    const { json } = await synthesisedStack();
    expect(json).not.toMatch(/webhook|api_destination|event_connection/);
  });
});
