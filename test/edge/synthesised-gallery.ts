import * as v from 'valibot';
import { parsePolicy } from '../aws/role-policy.ts';
import { reference, synthesisedStack, thisAccount } from '../synthesised-stack.ts';
import { BehaviourSchema, type DeployedGallery, ErrorResponseSchema } from './deployed-gallery.ts';

type Signer = { readonly publicKey: string; readonly domain: string };

/**
 * The distribution as it is synthesised, before a bucket called `pictures`; what Terraform would fill
 * in stands for itself. It trusts one key, by the id `KEDGE`.
 */
export async function synthesisedGallery({ publicKey, domain }: Signer): Promise<DeployedGallery> {
  const stack = await synthesisedStack('', undefined, '[garden]', publicKey);
  const [[id, distribution] = ['', {}]] = stack.all('cloudfront_distribution');
  const [[group] = ['']] = stack.all('cloudfront_key_group');
  const [[, policy] = ['', {}]] = stack.all('s3_bucket_policy');
  const [[bucket] = ['']] = stack.all('s3_bucket');
  const ordered = v.parse(v.array(BehaviourSchema), distribution.ordered_cache_behavior);
  const otherwise = v.parse(BehaviourSchema, distribution.default_cache_behavior);
  const bucketArn = reference('s3_bucket', bucket, 'arn');
  const text = String(policy.policy).replaceAll(bucketArn, 'arn:aws:s3:::pictures');
  const distributionId = reference('cloudfront_distribution', id, 'id');
  return {
    arn: `arn:aws:cloudfront::${thisAccount}:distribution/${distributionId}`,
    ...{ domain, rootObject: String(distribution.default_root_object) },
    behaviours: [...ordered, otherwise],
    errorResponses: v.parse(v.array(ErrorResponseSchema), distribution.custom_error_response),
    keyGroups: new Map([
      [reference('cloudfront_key_group', group, 'id'), new Map([['KEDGE', publicKey]])],
    ]),
    // Whether TLS is used is not for the edge to say.
    bucketPolicy: parsePolicy(text).filter(({ Sid }) => Sid.startsWith('Gallery')),
  };
}
