import * as v from 'valibot';

const TextsSchema = v.pipe(
  v.union([v.string(), v.array(v.string())]),
  v.transform((texts) => [texts].flat()),
);
const StatementSchema = v.object({
  Sid: v.optional(v.string(), ''),
  Effect: v.picklist(['Allow', 'Deny']),
  Action: TextsSchema,
  Resource: TextsSchema,
  Condition: v.optional(v.record(v.string(), v.record(v.string(), TextsSchema)), {}),
});
const DocumentSchema = v.object({
  Statement: v.pipe(
    v.union([StatementSchema, v.array(StatementSchema)]),
    v.transform((statements) => [statements].flat()),
  ),
});

/** One statement of a policy document, its lists made plain. */
export type Statement = v.InferOutput<typeof StatementSchema>;

/** One thing that a call needs to be allowed: the action, on what, and under which circumstances. */
export type Permission = {
  readonly action: string;
  readonly resource: string;
  /** The values of condition keys, e.g. `s3:prefix`. */
  readonly context?: Readonly<Record<string, string>>;
};

/** Reads a policy document; NotAction and NotResource are not understood and throw. */
export function parsePolicy(document: string): readonly Statement[] {
  return v.parse(DocumentSchema, JSON.parse(document)).Statement;
}

/** Whether these statements grant a permission, as IAM decides it: one allows, none denies. */
export function grants(statements: readonly Statement[], permission: Permission): boolean {
  return grantingStatements(statements, permission).length > 0;
}

/** The statements that allow it; none when one denies it. */
export function grantingStatements(
  statements: readonly Statement[],
  permission: Permission,
): readonly Statement[] {
  const concerned = statements.filter((statement) => concerns(statement, permission));
  return concerned.some(({ Effect }) => Effect === 'Deny') ? [] : concerned;
}

function concerns(
  { Action, Resource, Condition }: Statement,
  { action, resource, context = {} }: Permission,
): boolean {
  return (
    Action.some((pattern) => isLike(pattern.toLowerCase(), action.toLowerCase())) &&
    Resource.some((pattern) => isLike(pattern, resource)) &&
    Object.entries(Condition).every(([operator, tests]) =>
      Object.entries(tests).every(([key, values]) => holds(operator, values, context[key])),
    )
  );
}

function holds(operator: string, expected: readonly string[], actual: string | undefined): boolean {
  switch (operator) {
    case 'StringEquals':
    case 'ArnEquals':
      return actual !== undefined && expected.includes(actual);
    case 'StringLike':
    case 'ArnLike':
      return actual !== undefined && expected.some((pattern) => isLike(pattern, actual));
    case 'StringLikeIfExists':
      return actual === undefined || expected.some((pattern) => isLike(pattern, actual));
    case 'Null':
      return expected.includes(String(actual === undefined));
    case 'ForAllValues:StringEquals':
      return actual === undefined || expected.includes(actual);
    default:
      throw new Error(`evaluate a policy: the tests do not know the condition ${operator}`);
  }
}

function isLike(pattern: string, value: string): boolean {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 's').test(value);
}
