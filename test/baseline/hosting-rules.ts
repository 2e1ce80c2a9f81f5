import * as v from 'valibot';
import { each } from './baseline-rule.ts';
import type { Resource } from './resource-tree.ts';

const BehavioursSchema = v.object({
  default_cache_behavior: v.looseObject({}),
  ordered_cache_behavior: v.array(v.looseObject({})),
});

function behavioursOf(distribution: Resource): readonly Resource[] {
  const { default_cache_behavior: usual, ordered_cache_behavior: others } = v.parse(
    BehavioursSchema,
    distribution,
  );
  return [usual, ...others];
}

function spoilBehaviour(attribute: string, value?: unknown) {
  return (distribution: Resource) => {
    distribution.default_cache_behavior = {
      ...behavioursOf(distribution)[0],
      [attribute]: value,
    };
  };
}

/** Rules about the page on AWS. */
export const hostingRules = [
  each('CKV_AWS_34 AWS-0012', 'every page and picture comes over HTTPS only', {
    type: 'cloudfront_distribution',
    test: (one) =>
      behavioursOf(one).every(({ viewer_protocol_policy: policy }) =>
        ['https-only', 'redirect-to-https'].includes(String(policy)),
      ),
    spoil: spoilBehaviour('viewer_protocol_policy', 'allow-all'),
  }),
  each('CKV2_AWS_32', 'every answer carries the headers that protect its reader', {
    type: 'cloudfront_distribution',
    test: (one) =>
      behavioursOf(one).every(({ response_headers_policy_id: policy }) => policy !== undefined),
    spoil: spoilBehaviour('response_headers_policy_id'),
  }),
  each(
    'CKV2_AWS_46 AwsSolutions-CFR7',
    'the bucket and the function answer the distribution alone',
    {
      type: 'cloudfront_distribution',
      test: ({ origin }) =>
        v
          .parse(v.array(v.looseObject({})), origin)
          .every(({ origin_access_control_id: control }) => control !== undefined),
      spoil: (one) => {
        one.origin = [{}];
      },
    },
  ),
  each('CKV_AWS_258', 'no function has an address that anybody may call', {
    type: 'lambda_function_url',
    test: ({ authorization_type: type }) => type === 'AWS_IAM',
    spoil: (one) => {
      one.authorization_type = 'NONE';
    },
  }),
  each(
    'CKV_AWS_301 CKV_AWS_364 AWS-0067 aws_lambda_permission_multiple_principals',
    'every right to call a function names who it is for',
    {
      type: 'lambda_permission',
      test: ({ principal, source_arn: source }) => principal !== '*' && source !== undefined,
      spoil: (one) => {
        delete one.source_arn;
      },
    },
  ),
];
