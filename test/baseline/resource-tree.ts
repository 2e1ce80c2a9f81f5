import * as v from 'valibot';

const ResourceSchema = v.looseObject({});
const TreeSchema = v.pipe(
  v.object({ resource: v.record(v.string(), v.record(v.string(), ResourceSchema)) }),
  v.transform(({ resource }) => resource),
);

export type Resource = v.InferOutput<typeof ResourceSchema>;
/** Resources by type and by name in Terraform, of Terraform's synthesised JSON. */
export type ResourceTree = v.InferOutput<typeof TreeSchema>;

export function readTree(json: string): ResourceTree {
  return v.parse(TreeSchema, JSON.parse(json));
}

/** The resources of a type (without `aws_`), by name. */
export function resourcesOf(tree: ResourceTree, type: string): readonly [string, Resource][] {
  return Object.entries(tree[`aws_${type}`] ?? {});
}

const StatementSchema = v.looseObject({
  Effect: v.string(),
  Principal: v.optional(v.unknown()),
  Action: v.optional(v.unknown()),
  Resource: v.optional(v.unknown()),
  Condition: v.optional(v.unknown()),
});
export type Statement = v.InferOutput<typeof StatementSchema>;

const PolicySchema = v.object({ Statement: v.array(StatementSchema) });

/** The statements of the policy that lies in an attribute as text. */
export function statementsIn(resource: Resource, attribute: string): readonly Statement[] {
  return v.parse(PolicySchema, JSON.parse(String(resource[attribute]))).Statement;
}
