import * as v from 'valibot';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseTick, tickExample } from '../contracts/tick.ts';
import { eventRule } from '../runtime/event-rule.ts';
import {
  policyOf,
  reference,
  type SynthesisedStack,
  synthesisedStack,
} from './synthesised-stack.ts';

const EnvironmentSchema = v.object({ variables: v.record(v.string(), v.string()) });

let home: SynthesisedStack;
beforeAll(async () => {
  home = await synthesisedStack();
});

describe('every consumer', () => {
  it('has its function, as it declares it, and no reserved concurrency', () => {
    expect(home.all('lambda_function')).toHaveLength(home.consumers.length);
    for (const { name, consumer } of home.consumers) {
      const [, resource] = home.one('lambda_function', 'function_name', `intellicam-home-${name}`);
      expect(resource).toMatchObject({
        handler: 'index.handler',
        runtime: 'nodejs22.x',
        architectures: ['arm64'],
        memory_size: consumer.memoryMb,
        timeout: consumer.timeoutSeconds,
        logging_config: { log_format: 'JSON' },
        environment: {
          variables: {
            INTELLICAM_STAGE: 'home',
            INTELLICAM_LAYOUT: 'intellicam',
            INTELLICAM_TIME_ZONE: 'Europe/Zurich',
            INTELLICAM_LEAST_CONFIDENCE: '55',
            INTELLICAM_MAX_LABELS: '50',
            POWERTOOLS_SERVICE_NAME: name,
          },
        },
      });
      expect(resource).not.toHaveProperty('reserved_concurrent_executions');
    }
  });

  it('knows its own queue, and may send to it, only when it wakes itself', async () => {
    const { one, consumers } = await synthesisedStack('notifications: { perHour: 7 }\n');
    for (const { name, consumer } of consumers) {
      const [, resource] = one('lambda_function', 'function_name', `intellicam-home-${name}`);
      const { variables } = v.parse(EnvironmentSchema, resource.environment);
      const [role] = one('iam_role', 'name', `intellicam-home-${name}`);
      const [, policy] = one('iam_role_policy', 'role', reference('iam_role', role, 'id'));
      const sends = policyOf(policy).filter(({ Sid }) => Sid === 'WakeItself');
      const [queue] = one('sqs_queue', 'name', `intellicam-home-${name}`);
      const wakesItself = consumer.wakesItselfWith !== undefined;
      expect([name, variables.INTELLICAM_QUEUE_URL, sends[0]?.Resource]).toEqual([
        name,
        wakesItself ? reference('sqs_queue', queue, 'url') : undefined,
        wakesItself ? [reference('sqs_queue', queue, 'arn')] : undefined,
      ]);
      expect(variables.INTELLICAM_ALARMS_PER_HOUR).toBe(
        consumer.needs.includes('alerts') ? '7' : undefined,
      );
    }
  });

  it('knows the queue of new pictures, and may send to it, only when it tells of them again', () => {
    const queueUrl = home.output.uploads_queue_url?.value;
    for (const { name, consumer } of home.consumers) {
      const [, resource] = home.one('lambda_function', 'function_name', `intellicam-home-${name}`);
      const { variables } = v.parse(EnvironmentSchema, resource.environment);
      const [role] = home.one('iam_role', 'name', `intellicam-home-${name}`);
      const [, policy] = home.one('iam_role_policy', 'role', reference('iam_role', role, 'id'));
      const tells = policyOf(policy).filter(({ Sid }) => Sid === 'TellAgain');
      const [uploads] = home.one('sqs_queue', 'name', 'intellicam-home-classifier');
      const may = consumer.needs.includes('uploads');
      expect([name, variables.INTELLICAM_UPLOADS_QUEUE_URL]).toEqual([
        name,
        may ? queueUrl : undefined,
      ]);
      expect(tells.map(({ Resource }) => Resource)).toEqual(
        may ? [[reference('sqs_queue', uploads, 'arn')]] : [],
      );
    }
  });

  it('knows what becomes of pictures that cannot be labelled, and how many may be', async () => {
    const variablesOf = async (more: string, name: string) => {
      const { one } = await synthesisedStack(more);
      const [, resource] = one('lambda_function', 'function_name', `intellicam-home-${name}`);
      return v.parse(EnvironmentSchema, resource.environment).variables;
    };
    const usual = await variablesOf('', 'classifier');
    expect(usual).toMatchObject({
      ...{ INTELLICAM_WHEN_UNAVAILABLE: 'hold', INTELLICAM_RING_AFTER_MINUTES: '2' },
    });
    expect(usual).not.toHaveProperty('INTELLICAM_MONTHLY_PICTURES');
    const chosen =
      'labeler: { whenUnavailable: ring, ringAfterMinutes: 5 }\nspend: { stopAtDollars: 7 }\n';
    expect(await variablesOf(chosen, 'classifier')).toMatchObject({
      ...{ INTELLICAM_WHEN_UNAVAILABLE: 'ring', INTELLICAM_RING_AFTER_MINUTES: '5' },
      INTELLICAM_MONTHLY_PICTURES: '7000',
    });
    expect(await variablesOf(chosen, 'mover')).not.toHaveProperty('INTELLICAM_MONTHLY_PICTURES');
  });

  it('has a queue that hides a message six times as long as its function may run', () => {
    for (const { name, consumer } of home.consumers) {
      const [, queue] = home.one('sqs_queue', 'name', `intellicam-home-${name}`);
      expect(queue.visibility_timeout_seconds).toBe(6 * consumer.timeoutSeconds);
      expect(queue.message_retention_seconds).toBe(4 * 24 * 60 * 60);
    }
  });

  it('is fed from its own queue, with partial batch responses and a limit', () => {
    for (const { name, consumer } of home.consumers) {
      const [queue] = home.one('sqs_queue', 'name', `intellicam-home-${name}`);
      const arn = reference('sqs_queue', queue, 'arn');
      const [, source] = home.one('lambda_event_source_mapping', 'event_source_arn', arn);
      expect(source).toMatchObject({
        batch_size: consumer.batchSize,
        function_response_types: ['ReportBatchItemFailures'],
        scaling_config: { maximum_concurrency: name === 'classifier' ? 2 : 5 },
      });
    }
  });

  it('of the bus has a rule with exactly the pattern that it declares', () => {
    const listeners = home.consumers.filter(({ consumer }) => eventRule(consumer) !== undefined);
    const onTheBus = home.all('cloudwatch_event_rule').filter(([, rule]) => rule.event_bus_name);
    expect(onTheBus).toHaveLength(listeners.length);
    for (const { name, consumer } of listeners) {
      const [, rule] = home.one('cloudwatch_event_rule', 'name', `intellicam-home-${name}`);
      expect(JSON.parse(String(rule.event_pattern))).toEqual(eventRule(consumer));
    }
  });

  it('of the clock has a schedule, and takes a tick from it', async () => {
    const { one, all, consumers } = await synthesisedStack(
      '',
      undefined,
      '[garden, { name: door, silentAfterMinutes: 60 }, { name: attic, silentAfterMinutes: 0 }]',
    );
    const scheduled = consumers.filter(({ consumer }) => consumer.listensTo === 'clock');
    expect(scheduled.map(({ name }) => name)).toEqual(['reporter', 'sweeper', 'watchman']);
    const clockOf = (consumer: string) =>
      one('cloudwatch_event_rule', 'name', `intellicam-home-${consumer}`)[1].schedule_expression;
    expect(clockOf('reporter')).toBe('rate(15 minutes)');
    expect(clockOf('sweeper')).toBe('rate(60 minutes)');
    const name = 'intellicam-home-watchman';
    const [id, rule] = one('cloudwatch_event_rule', 'name', name);
    expect(rule.schedule_expression).toBe('rate(5 minutes)');
    // Only the account's own bus has a clock.
    expect([rule.event_bus_name, rule.event_pattern]).toEqual([undefined, undefined]);
    const ruleName = reference('cloudwatch_event_rule', id, 'name');
    const [, target] = one('cloudwatch_event_target', 'rule', ruleName);
    expect(target.event_bus_name).toBeUndefined();
    expect(target.input_transformer).toMatchObject({ input_paths: { at: '$.time' } });
    const { input_template: template } = v.parse(
      v.object({ input_template: v.string() }),
      target.input_transformer,
    );
    // As EventBridge fills it in.
    const message = template.replace('<at>', '"2026-11-20T13:05:00Z"');
    expect(parseTick(JSON.parse(message))).toEqual(tickExample);
    const [queue] = one('sqs_queue', 'name', name);
    const queueUrl = reference('sqs_queue', queue, 'url');
    const [, policy] = one('sqs_queue_policy', 'queue_url', queueUrl);
    expect(policyOf(policy)[0]?.Condition.ArnEquals?.['aws:SourceArn']).toEqual([
      reference('cloudwatch_event_rule', id, 'arn'),
    ]);
    const awake = ['intellicam-home-reporter', 'intellicam-home-sweeper', name];
    for (const [, resource] of all('lambda_function')) {
      const { variables } = v.parse(EnvironmentSchema, resource.environment);
      expect(variables.INTELLICAM_CAMERAS).toBe(
        awake.includes(String(resource.function_name)) ? '{"garden":null,"door":60}' : undefined,
      );
    }
  });

  it('keeps its log for two weeks', () => {
    for (const { name } of home.consumers) {
      const [, log] = home.one(
        'cloudwatch_log_group',
        'name',
        `/aws/lambda/intellicam-home-${name}`,
      );
      expect(log.retention_in_days).toBe(14);
    }
  });
});
