import { type BaselineRule, each } from './baseline-rule.ts';
import { type Resource, type ResourceTree, resourcesOf } from './resource-tree.ts';

const secret = /AKIA[A-Z0-9]{16}|PRIVATE KEY|"[^"]*(?:SECRET|PASSWORD|TOKEN)[^"]*":/;

/** Rules about functions and what they log. */
export const functionRules = [
  each('CKV_AWS_45', 'no function’s settings hold a secret', {
    type: 'lambda_function',
    test: ({ environment }) => !secret.test(JSON.stringify(environment)),
    spoil: (one) => {
      one.environment = { variables: { API_TOKEN: 'x' } };
    },
  }),
  each('AwsSolutions-L1 aws_lambda_function_eol_runtime', 'every function’s runtime is kept up', {
    type: 'lambda_function',
    test: ({ runtime }) => runtime === 'nodejs22.x',
    spoil: (one) => {
      one.runtime = 'nodejs16.x';
    },
  }),
  each(
    'aws_lambda_function_default_memory aws_lambda_function_default_timeout',
    'every function’s memory and time are chosen',
    {
      type: 'lambda_function',
      test: ({ memory_size: memory, timeout }) => memory !== undefined && timeout !== undefined,
      spoil: (one) => {
        delete one.timeout;
      },
    },
  ),
  each('CKV_AWS_66 aws_cloudwatch_log_group_lambda_retention', 'no log is kept for ever', {
    type: 'cloudwatch_log_group',
    test: ({ retention_in_days: days }) => typeof days === 'number' && days > 0,
    spoil: (group) => {
      delete group.retention_in_days;
    },
  }),
  {
    ids: ['aws_lambda_event_source_mapping_failure_destination'],
    what: 'every function is fed by a queue, whose dead letters are its own, or answers the page',
    violations: (tree) =>
      resourcesOf(tree, 'lambda_function')
        .filter(([name]) => !isFed(tree, name))
        .map(([name]) => `lambda_function.${name}`),
    breakIt: (tree) => {
      delete tree.aws_lambda_event_source_mapping;
    },
  },
] satisfies readonly BaselineRule[];

function isFed(tree: ResourceTree, name: string): boolean {
  const isOf = ({ function_name: of }: Resource) =>
    String(of).startsWith(`\${aws_lambda_function.${name}.`);
  return (
    resourcesOf(tree, 'lambda_event_source_mapping').some(
      ([, one]) => isOf(one) && String(one.event_source_arn).includes('aws_sqs_queue.'),
    ) || resourcesOf(tree, 'lambda_function_url').some(([, one]) => isOf(one))
  );
}
