import { absent, accompanied, each } from './baseline-rule.ts';
import { everybodyMay, onlyOverTls } from './judge-policy.ts';
import { type ResourceTree, resourcesOf } from './resource-tree.ts';

const openPolicy = JSON.stringify({
  Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }],
});

/** Rules about queues, topics and the bus. */
export const messagingRules = [
  each('CKV_AWS_27 AWS-0096 AwsSolutions-SQS2', 'every queue is encrypted', {
    type: 'sqs_queue',
    test: (queue) => queue.sqs_managed_sse_enabled === true,
    spoil: (queue) => {
      delete queue.sqs_managed_sse_enabled;
    },
  }),
  accompanied('AwsSolutions-SQS4', 'every queue refuses plain HTTP', {
    ...{ of: 'sqs_queue', type: 'sqs_queue_policy', by: 'queue_url' },
    test: (resource) => onlyOverTls(resource, 'policy'),
  }),
  each('CKV_AWS_72 CKV_AWS_168 CKV_AWS_387 AWS-0097', 'no queue lets everybody in', {
    type: 'sqs_queue_policy',
    test: (resource) => !everybodyMay(resource, 'policy'),
    spoil: (resource) => {
      resource.policy = openPolicy;
    },
  }),
  each(
    'AwsSolutions-SQS3 aws_sqs_queue_redrive_policy',
    'every queue that is not for dead letters has dead letters',
    {
      type: 'sqs_queue',
      test: (queue, tree, name) =>
        queue.redrive_policy !== undefined ||
        deadLettersIn(tree).includes(`aws_sqs_queue.${name}.`),
      spoil: (queue) => {
        delete queue.redrive_policy;
      },
    },
  ),
  accompanied('AwsSolutions-SNS3', 'every topic refuses plain HTTP', {
    ...{ of: 'sns_topic', type: 'sns_topic_policy', by: 'arn' },
    test: (resource) => onlyOverTls(resource, 'policy'),
  }),
  each('CKV_AWS_169 CKV_AWS_385', 'no topic lets everybody in', {
    type: 'sns_topic_policy',
    test: (resource) => !everybodyMay(resource, 'policy'),
    spoil: (resource) => {
      resource.policy = openPolicy;
    },
  }),
  absent('AwsSolutions-EVB1', 'no other account reaches the bus', 'cloudwatch_event_permission'),
  each('aws_cloudwatch_event_target_no_dlq', 'what a rule cannot deliver is kept', {
    type: 'cloudwatch_event_target',
    test: ({ dead_letter_config: kept }) => JSON.stringify(kept ?? '').includes('aws_sqs_queue.'),
    spoil: (target) => {
      delete target.dead_letter_config;
    },
  }),
  each('CKV_AWS_319', 'every alarm tells somebody', {
    type: 'cloudwatch_metric_alarm',
    test: ({ alarm_actions: told, actions_enabled: on }) =>
      Array.isArray(told) && told.length > 0 && on !== false,
    spoil: (alarm) => {
      alarm.alarm_actions = [];
    },
  }),
];

/** Where dead letters go, as it is written in whoever has some. */
function deadLettersIn(tree: ResourceTree): string {
  const redriven = resourcesOf(tree, 'sqs_queue').map(([, { redrive_policy: redrive }]) => redrive);
  const undelivered = resourcesOf(tree, 'cloudwatch_event_target').map(
    ([, { dead_letter_config: kept }]) => JSON.stringify(kept),
  );
  return [...redriven, ...undelivered].join('\n');
}
