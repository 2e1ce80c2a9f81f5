import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { beforeAll, describe, expect, it } from 'vitest';
import { projectFile } from '../runtime/project-file.ts';
import { reference, type SynthesisedStack, synthesisedStack } from './synthesised-stack.ts';

const webhook =
  'webhooks:\n  - { name: phone, template: ntfy, url: https://ntfy.example.org/alarms }\n';

let home: SynthesisedStack;
beforeAll(async () => {
  home = await synthesisedStack();
});

describe('what the owner is told', () => {
  it('goes to every recipient, and about the pipeline by e-mail', () => {
    const told = home
      .all('sns_topic_subscription')
      .map(([, { protocol, endpoint, topic_arn }]) => [
        String(topic_arn).includes('.operations_') ? 'operations' : 'alarm',
        protocol,
        endpoint,
      ]);
    expect(told.toSorted()).toEqual([
      ['alarm', 'email', 'you@example.org'],
      ['alarm', 'sms', '+41791234567'],
      ['operations', 'email', 'you@example.org'],
    ]);
  });

  it('is filtered by name, and mailed by SES, where the owner wants that', async () => {
    const family = await synthesisedStack(
      'mail: { from: camera@example.org }\ngalleryUrl: https://pictures.example.org\n',
    );
    const addresses = family.all('sesv2_email_identity').map(([, one]) => one.email_identity);
    expect(addresses).toEqual(['camera@example.org', 'you@example.org']);
    const filters = family
      .all('sns_topic_subscription')
      .map(([, { protocol, filter_policy }]) => [protocol, filter_policy]);
    expect(filters).toEqual([
      ['email', '{"kind":["trouble"]}'],
      ['sms', undefined],
      ['email', undefined],
    ]);
    expect(family.json).toContain('identity/camera@example.org');
    expect(family.json).toContain('IntelliCam <camera@example.org>');
    expect(home.json).not.toContain('INTELLICAM_MAIL');
  });

  it('says in each alarm what is lost', () => {
    for (const [, alarm] of home.all('cloudwatch_metric_alarm')) {
      expect(String(alarm.alarm_description).length).toBeGreaterThanOrEqual(40);
      expect(String(alarm.alarm_description).length).toBeLessThanOrEqual(1024);
      expect(alarm.alarm_actions).toEqual([expect.stringContaining('aws_sns_topic.operations_')]);
      expect(alarm.treat_missing_data).toBe('notBreaching');
    }
  });

  it('covers dead letters of every kind, waiting pictures, functions, the bus and the spend', () => {
    const names = home.all('cloudwatch_metric_alarm').map(([, alarm]) => String(alarm.alarm_name));
    expect(names.toSorted()).toEqual(
      [
        ...home.consumers.map(({ name }) => `${name}-dead-letters`),
        ...['undelivered', 'uploads-waiting', 'function-errors', 'function-throttles'],
        ...['failed-invocations', 'events-sent-to-dead-letters', 'events-lost', 'spend'],
      ]
        .map((name) => `intellicam-home-${name}`)
        .toSorted(),
    );
  });

  it('is explained in docs/operate.md, alarm by alarm', async () => {
    const text = await readFile(projectFile('docs', 'operate.md'), 'utf8');
    const stack = await synthesisedStack(webhook);
    const alarms = stack.all('cloudwatch_metric_alarm').map(([, alarm]) => alarm);
    expect(alarms.length).toBeGreaterThan(15);
    for (const { alarm_name: name, alarm_description: description } of alarms) {
      // An owner's own consumer has a row for all such.
      const id = String(description).startsWith('What "')
        ? '<yours>-dead-letters'
        : String(name).slice('intellicam-home-'.length);
      expect(text).toContain(`| \`${id}\` |`);
    }
  });

  it('watches every function and every rule', () => {
    const watched = JSON.stringify(home.all('cloudwatch_metric_alarm'));
    for (const [id] of home.all('lambda_function')) {
      expect(watched).toContain(reference('lambda_function', id, 'function_name'));
    }
    for (const [id] of home.all('cloudwatch_event_rule')) {
      expect(watched).toContain(reference('cloudwatch_event_rule', id, 'name'));
    }
  });

  it('counts what the clock sets off without a bus, as CloudWatch does', () => {
    const [, alarm] = home.one(
      'cloudwatch_metric_alarm',
      'alarm_name',
      'intellicam-home-failed-invocations',
    );
    const [schedule] = home.one('cloudwatch_event_rule', 'name', 'intellicam-home-watchman');
    const [mover] = home.one('cloudwatch_event_rule', 'name', 'intellicam-home-mover');
    const metrics = JSON.stringify(alarm.metric_query);
    const RuleName = (id: string) => reference('cloudwatch_event_rule', id, 'name');
    expect(metrics).toContain(`"dimensions":{"RuleName":"${RuleName(schedule)}"}`);
    expect(metrics).toMatch(/"dimensions":\{"EventBusName":"[^"]+","RuleName":"[^"]+_mover_/);
    expect(metrics).not.toContain(`"dimensions":{"RuleName":"${RuleName(mover)}"}`);
  });

  it('has one dashboard', () => {
    expect(home.all('cloudwatch_dashboard')).toHaveLength(1);
  });
});

describe('the stack', () => {
  it('carries its project and stage on everything', () => {
    expect(home.provider.default_tags).toEqual([
      { tags: { project: 'intellicam', stage: 'home' } },
    ]);
  });

  it('tells what others need to reach it', () => {
    expect(Object.keys(home.output)).toEqual([
      ...['account_id', 'alarm_topic_arn', 'bucket', 'bus', 'camera_sign_in', 'camera_users'],
      ...['dead_letter_queue_urls', 'function_names', 'operations_topic_arn', 'queue_urls'],
      ...['region', 'stage', 'undelivered_queue_url', 'uploads_queue_url'],
    ]);
  });

  it('is the same when synthesised again, and names nothing of this machine', async () => {
    expect((await synthesisedStack()).json).toBe(home.json);
    expect(home.json).not.toContain(tmpdir());
    expect(home.json).not.toContain(projectFile());
  });

  it('speaks to an emulator when there is one, and leaves out what it cannot do', async () => {
    const emulated = await synthesisedStack('', 'http://127.0.0.1:5000');
    expect(emulated.provider).toMatchObject({
      s3_use_path_style: true,
      endpoints: [expect.objectContaining({ s3: 'http://127.0.0.1:5000' })],
    });
    expect(home.provider).not.toHaveProperty('endpoints');
    const unknown = [
      's3_bucket_policy',
      'sqs_queue_redrive_allow_policy',
      'iot_policy',
      'iot_role_alias',
    ];
    const leftOut = unknown.flatMap((type) => home.all(type)).length;
    expect(resourceCount(emulated)).toBe(resourceCount(home) - leftOut);
  });

  it('names its consumers apart from the rest of the stack', () => {
    const names = Object.values(home.output.function_names?.value ?? {});
    expect(names).toHaveLength(home.consumers.length);
    for (const name of names) expect(name).toContain('aws_lambda_function.consumers_');
  });
});

function resourceCount({ json }: SynthesisedStack): number {
  return json.split('"uniqueId":').length;
}
