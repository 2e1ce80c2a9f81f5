import * as v from 'valibot';

/** What the emulator does not give back as it was told, so that a second plan wants it again. */
type Forgotten = { readonly type: string; readonly attribute: string; readonly reason: string };

const forgotten: readonly Forgotten[] = [
  {
    type: 'aws_lambda_function',
    attribute: 'logging_config',
    reason: 'moto has no LoggingConfig and answers without it',
  },
  {
    type: 'aws_sesv2_email_identity',
    attribute: 'tags_all',
    reason: 'moto keeps the tags of an identity where it does not look for them',
  },
  {
    type: 'aws_cloudfront_distribution',
    attribute: 'default_cache_behavior',
    reason: 'moto gives back some of what a behaviour was told',
  },
  {
    type: 'aws_cloudfront_distribution',
    attribute: 'ordered_cache_behavior',
    reason: 'moto gives back some of what a behaviour was told',
  },
  {
    type: 'aws_cloudfront_distribution',
    attribute: 'viewer_certificate',
    reason: 'moto fills in what was left to its default',
  },
  {
    type: 'aws_cloudfront_distribution',
    attribute: 'origin',
    reason: 'moto forgets which access control an origin has',
  },
];

const Values = v.nullable(v.record(v.string(), v.unknown()));
const PlanSchema = v.object({
  resource_changes: v.optional(
    v.array(
      v.object({
        address: v.string(),
        type: v.string(),
        change: v.object({ actions: v.array(v.string()), before: Values, after: Values }),
      }),
    ),
    [],
  ),
});

/** The changes in a plan, as `address: attribute`, that the emulator is not to blame for. */
export function ownChanges(plan: string): readonly string[] {
  return v
    .parse(PlanSchema, JSON.parse(plan))
    .resource_changes.flatMap(({ address, type, change: { actions, before, after } }) => {
      if (actions.every((action) => action === 'no-op' || action === 'read')) return [];
      if (before === null || after === null) return [`${address}: ${actions.join(', ')}`];
      return Object.keys({ ...before, ...after })
        .filter((attribute) => !isSame(before[attribute], after[attribute]))
        .filter((attribute) => !isForgotten(type, attribute))
        .map((attribute) => `${address}: ${attribute}`);
    });
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(readJson(one)) === JSON.stringify(readJson(other));
}

// A policy is the same with other blanks in it; moto gives some back with its own.
function readJson(value: unknown): unknown {
  if (typeof value !== 'string' || !/^[[{]/.test(value)) return value;
  return JSON.parse(value);
}

function isForgotten(type: string, attribute: string): boolean {
  return forgotten.some((known) => known.type === type && known.attribute === attribute);
}
