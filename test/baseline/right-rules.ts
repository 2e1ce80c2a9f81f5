import { absent, each } from './baseline-rule.ts';
import { allowed } from './judge-policy.ts';
import { type Resource, statementsIn } from './resource-tree.ts';

/** Actions that know no resource, so that AWS wants `*`. */
const withoutResource = ['rekognition:DetectLabels', 'iot:CreateCertificateFromCsr'];

const anything = JSON.stringify({ Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] });
const anybody = JSON.stringify({
  Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }],
});

const policies = ['iam_role_policy', 'iam_user_policy'];

/** Rules about who may do what. */
export const rightRules = [
  each('CKV_AWS_60 CKV_AWS_61', 'no role can be taken by everybody', {
    type: 'iam_role',
    test: (role) =>
      statementsIn(role, 'assume_role_policy').every(
        ({ Principal }) => !JSON.stringify(Principal).includes('"*"'),
      ),
    spoil: (role) => {
      role.assume_role_policy = anybody;
    },
  }),
  ...policies.flatMap((type) => [
    each(
      'CKV_AWS_62 CKV_AWS_63 CKV_AWS_286 CKV_AWS_287 CKV_AWS_288 CKV_AWS_289 CKV_AWS_290 CKV2_AWS_40 CKV2_AWS_56 AWS-0057 AWS-0345 AWS-0346 aws_iam_role_no_star',
      `no ${type} allows an action by wildcard, or one on users, roles and rights`,
      {
        type,
        test: (policy) => grantsOf(policy).every(({ actions }) => actions.every(isNarrow)),
        spoil: spoilPolicy,
      },
    ),
    each(
      'CKV_AWS_355 AwsSolutions-IAM5',
      `no ${type} allows all resources to an action that knows any`,
      {
        type,
        test: (policy) =>
          grantsOf(policy).every(
            ({ actions, resources }) =>
              !resources.includes('*') || actions.every((one) => withoutResource.includes(one)),
          ),
        spoil: spoilPolicy,
      },
    ),
  ]),
  absent('AwsSolutions-IAM4', 'nobody has a policy of AWS’s own', 'iam_role_policy_attachment'),
];

function grantsOf(policy: Resource) {
  return statementsIn(policy, 'policy').map(allowed);
}

function isNarrow(action: string): boolean {
  return /^[a-z0-9-]+:[A-Za-z]+$/.test(action) && !action.startsWith('iam:');
}

function spoilPolicy(policy: Resource): void {
  policy.policy = anything;
}
