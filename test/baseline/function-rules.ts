import { accompanied, each } from './baseline-rule.ts';

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
  accompanied(
    'aws_lambda_event_source_mapping_failure_destination',
    'every function is fed by a queue, whose dead letters are its own',
    {
      ...{ of: 'lambda_function', type: 'lambda_event_source_mapping', by: 'function_name' },
      test: ({ event_source_arn: source }) => String(source).includes('aws_sqs_queue.'),
    },
  ),
];
