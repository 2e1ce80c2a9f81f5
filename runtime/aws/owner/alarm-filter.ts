import * as v from 'valibot';

/** Of which alarms somebody is told; a list without entries stands for all. */
export type AlarmFilter = {
  readonly cameras: readonly string[];
  readonly labels: readonly string[];
};

// https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html
/** How many pairs of a camera and a label SNS takes at most. */
export const mostFilterPairs = 150;

/** How many pairs of a camera and a label SNS counts in a filter. */
export function filterPairs({ cameras, labels }: AlarmFilter): number {
  return Math.max(1, cameras.length) * Math.max(1, labels.length);
}

/** The filter as SNS takes it, by the attributes that every alarm carries. */
export function filterPolicy({ cameras, labels }: AlarmFilter): string {
  return JSON.stringify({
    ...(cameras.length === 0 ? {} : { camera: cameras }),
    ...(labels.length === 0 ? {} : { label: labels }),
  });
}

const PolicySchema = v.strictObject({
  camera: v.optional(v.array(v.string()), []),
  label: v.optional(v.array(v.string()), []),
});

/** Whether a policy that SNS gave back says the same, in whatever order; none lets all alarms pass. */
export function isFilterPolicy(policy: string | undefined, wanted: AlarmFilter): boolean {
  const found = v.safeParse(PolicySchema, JSON.parse(policy || '{}'));
  if (!found.success) return false;
  const { camera, label } = found.output;
  return isSameSet(camera, wanted.cameras) && isSameSet(label, wanted.labels);
}

function isSameSet(some: readonly string[], others: readonly string[]): boolean {
  const [one, other] = [new Set(some), new Set(others)];
  return one.size === other.size && [...one].every((entry) => other.has(entry));
}
