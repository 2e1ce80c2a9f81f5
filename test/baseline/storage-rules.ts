import { absent, accompanied, each } from './baseline-rule.ts';
import { everybodyMay, onlyOverTls } from './judge-policy.ts';

/** Rules about the bucket. */
export const storageRules = [
  accompanied(
    'CKV_AWS_53 CKV_AWS_54 CKV_AWS_55 CKV_AWS_56 CKV2_AWS_6 AWS-0086 AWS-0087 AWS-0091 AWS-0093 AWS-0094 AwsSolutions-S2',
    'no bucket can be made public',
    {
      ...{ of: 's3_bucket', type: 's3_bucket_public_access_block', by: 'bucket' },
      test: (block) =>
        block.block_public_acls === true &&
        block.block_public_policy === true &&
        block.ignore_public_acls === true &&
        block.restrict_public_buckets === true,
    },
  ),
  accompanied('CKV_AWS_19 AWS-0088', 'every bucket is encrypted', {
    ...{ of: 's3_bucket', type: 's3_bucket_server_side_encryption_configuration', by: 'bucket' },
    test: (encryption) => JSON.stringify(encryption).includes('"sse_algorithm"'),
  }),
  accompanied('CKV_AWS_21 AWS-0090', 'every bucket keeps versions', {
    ...{ of: 's3_bucket', type: 's3_bucket_versioning', by: 'bucket' },
    test: (versioning) => JSON.stringify(versioning).includes('"status":"Enabled"'),
  }),
  accompanied('CKV2_AWS_65', 'no bucket knows access lists', {
    ...{ of: 's3_bucket', type: 's3_bucket_ownership_controls', by: 'bucket' },
    test: (controls) => JSON.stringify(controls).includes('BucketOwnerEnforced'),
  }),
  absent(
    'CKV_AWS_20 CKV_AWS_57 CKV_AWS_375 AWS-0092',
    'nothing has an access list',
    's3_bucket_acl',
  ),
  accompanied('CKV2_AWS_61', 'what every bucket holds comes to an age', {
    ...{ of: 's3_bucket', type: 's3_bucket_lifecycle_configuration', by: 'bucket' },
  }),
  accompanied('CKV_AWS_300', 'uploads that were never finished are cleared away', {
    ...{ of: 's3_bucket', type: 's3_bucket_lifecycle_configuration', by: 'bucket' },
    test: (lifecycle) => JSON.stringify(lifecycle).includes('"days_after_initiation"'),
  }),
  accompanied('CKV2_AWS_62', 'every bucket tells of what is put into it', {
    ...{ of: 's3_bucket', type: 's3_bucket_notification', by: 'bucket' },
  }),
  accompanied('CKV_AWS_379 AwsSolutions-S10', 'every bucket refuses plain HTTP', {
    ...{ of: 's3_bucket', type: 's3_bucket_policy', by: 'bucket' },
    test: (resource) => onlyOverTls(resource, 'policy'),
  }),
  each('CKV_AWS_70 CKV2_AWS_43', 'no bucket lets everybody in', {
    type: 's3_bucket_policy',
    test: (resource) => !everybodyMay(resource, 'policy'),
    spoil: (resource) => {
      resource.policy = JSON.stringify({
        Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: '*' }],
      });
    },
  }),
];
