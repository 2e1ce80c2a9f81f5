import * as v from 'valibot';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  policyOf,
  reference,
  type SynthesisedStack,
  synthesisedStack,
  thisAccount,
} from './synthesised-stack.ts';

let home: SynthesisedStack;
beforeAll(async () => {
  home = await synthesisedStack();
});

describe('every queue', () => {
  it('has a dead-letter queue that takes from it alone, or is one', () => {
    const deadLetters = new Set<string>();
    for (const [id, queue] of home.all('sqs_queue')) {
      if (queue.redrive_policy === undefined) continue;
      const redrive = JSON.parse(String(queue.redrive_policy));
      expect(redrive.maxReceiveCount).toBe(5);
      deadLetters.add(redrive.deadLetterTargetArn);
      const url = redrive.deadLetterTargetArn.replace('.arn}', '.url}');
      const [, allow] = home.one('sqs_queue_redrive_allow_policy', 'queue_url', url);
      expect(JSON.parse(String(allow.redrive_allow_policy))).toEqual({
        redrivePermission: 'byQueue',
        sourceQueueArns: [reference('sqs_queue', id, 'arn')],
      });
    }
    for (const [, target] of home.all('cloudwatch_event_target')) {
      deadLetters.add(v.parse(v.object({ arn: v.string() }), target.dead_letter_config).arn);
    }
    for (const [id, queue] of home.all('sqs_queue')) {
      const isDeadLetters = deadLetters.has(reference('sqs_queue', id, 'arn'));
      expect(isDeadLetters).toBe(queue.redrive_policy === undefined);
      if (isDeadLetters) expect(queue.message_retention_seconds).toBe(14 * 24 * 60 * 60);
    }
  });

  it('is encrypted and refuses whoever does not use TLS', () => {
    for (const [id, queue] of home.all('sqs_queue')) {
      expect(queue.sqs_managed_sse_enabled).toBe(true);
      const url = reference('sqs_queue', id, 'url');
      const [, policy] = home.one('sqs_queue_policy', 'queue_url', url);
      expect(policyOf(policy)).toContainEqual(
        expect.objectContaining({
          Effect: 'Deny',
          Principal: '*',
          Condition: { Bool: { 'aws:SecureTransport': ['false'] } },
        }),
      );
    }
  });

  it('lets a service send only for one resource of this account', () => {
    const allowed = home
      .all('sqs_queue_policy')
      .flatMap(([, resource]) => policyOf(resource).filter(({ Effect }) => Effect === 'Allow'));
    expect(allowed).toHaveLength(home.consumers.length + 1);
    for (const { Action, Condition } of allowed) {
      expect(Action).toEqual(['sqs:SendMessage']);
      for (const arn of Condition.ArnEquals?.['aws:SourceArn'] ?? ['']) {
        expect(arn).toMatch(/^\$\{aws_(?:cloudwatch_event_rule|s3_bucket)\.[\w-]+\.arn\}$/);
      }
      expect(Condition.StringEquals?.['aws:SourceAccount']).toEqual([thisAccount]);
    }
  });
});

describe('the bus', () => {
  it('tries each target for a day and keeps what it cannot deliver', () => {
    const [undelivered] = home.one('sqs_queue', 'name', 'intellicam-home-undelivered');
    for (const [, target] of home.all('cloudwatch_event_target')) {
      expect(target).toMatchObject({
        dead_letter_config: { arn: reference('sqs_queue', undelivered, 'arn') },
        retry_policy: { maximum_event_age_in_seconds: 86_400, maximum_retry_attempts: 185 },
      });
    }
    const url = reference('sqs_queue', undelivered, 'url');
    const [, policy] = home.one('sqs_queue_policy', 'queue_url', url);
    expect(policyOf(policy)[0]?.Condition.ArnEquals?.['aws:SourceArn']?.toSorted()).toEqual(
      home
        .all('cloudwatch_event_rule')
        .map(([id]) => reference('cloudwatch_event_rule', id, 'arn')),
    );
  });

  it('archives our events for thirty days', () => {
    const [archive] = home.all('cloudwatch_event_archive');
    expect(archive?.[1]).toMatchObject({
      retention_days: 30,
      event_pattern: '{"source":["intellicam"]}',
    });
  });
});
