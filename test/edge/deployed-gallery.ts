import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { stateFileName } from '../../infra/stack-name.ts';
import { parsePolicy, type Statement } from '../aws/role-policy.ts';

export const BehaviourSchema = v.object({
  path_pattern: v.optional(v.string(), '*'),
  target_origin_id: v.string(),
  allowed_methods: v.array(v.string()),
  trusted_key_groups: v.optional(v.nullable(v.array(v.string())), []),
});
export type Behaviour = v.InferOutput<typeof BehaviourSchema>;

export const ErrorResponseSchema = v.object({
  error_code: v.number(),
  response_code: v.nullish(v.number(), 0),
  response_page_path: v.nullish(v.string(), ''),
});
type ErrorResponse = v.InferOutput<typeof ErrorResponseSchema>;

const DistributionSchema = v.object({
  id: v.string(),
  domain_name: v.string(),
  default_root_object: v.string(),
  default_cache_behavior: v.tuple([BehaviourSchema]),
  ordered_cache_behavior: v.array(BehaviourSchema),
  custom_error_response: v.array(ErrorResponseSchema),
});
const KeyGroupSchema = v.object({ id: v.string(), items: v.array(v.string()) });
const PublicKeySchema = v.object({ id: v.string(), encoded_key: v.string() });

const StateSchema = v.object({
  resources: v.array(
    v.object({
      type: v.string(),
      instances: v.array(v.object({ attributes: v.record(v.string(), v.unknown()) })),
    }),
  ),
});

/** The gallery's distribution as Terraform left it, with what it trusts and what trusts it. */
export type DeployedGallery = {
  readonly arn: string;
  readonly domain: string;
  readonly rootObject: string;
  /** In the order in which CloudFront tries them. */
  readonly behaviours: readonly Behaviour[];
  readonly errorResponses: readonly ErrorResponse[];
  /** The public keys of each key group, by their ids. */
  readonly keyGroups: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly bucketPolicy: readonly Statement[];
};

/** The number of the only account that the emulator has. */
const account = '123456789012';

export async function readDeployedGallery(folder: string): Promise<DeployedGallery> {
  const text = await readFile(join(folder, stateFileName({ stage: 'test' })), 'utf8');
  const { resources } = v.parse(StateSchema, JSON.parse(text));
  const all = (type: string) =>
    resources
      .filter((resource) => resource.type === `aws_${type}`)
      .flatMap(({ instances }) => instances.map(({ attributes }) => attributes));
  const distribution = v.parse(DistributionSchema, all('cloudfront_distribution')[0]);
  const keys = all('cloudfront_public_key').map((key) => v.parse(PublicKeySchema, key));
  const groups = all('cloudfront_key_group').map((group) => v.parse(KeyGroupSchema, group));
  const keysOf = (items: readonly string[]) =>
    new Map(keys.filter(({ id }) => items.includes(id)).map((key) => [key.id, key.encoded_key]));
  return {
    arn: `arn:aws:cloudfront::${account}:distribution/${distribution.id}`,
    domain: distribution.domain_name,
    rootObject: distribution.default_root_object,
    behaviours: [...distribution.ordered_cache_behavior, ...distribution.default_cache_behavior],
    errorResponses: distribution.custom_error_response,
    keyGroups: new Map(groups.map(({ id, items }) => [id, keysOf(items)])),
    bucketPolicy: parsePolicy(String(all('s3_bucket_policy')[0]?.policy)),
  };
}
