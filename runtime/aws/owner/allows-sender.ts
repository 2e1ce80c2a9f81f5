import * as v from 'valibot';

const Texts = v.pipe(
  v.union([v.string(), v.array(v.string())]),
  v.transform((texts): readonly string[] => (typeof texts === 'string' ? [texts] : texts)),
);
const StatementSchema = v.object({
  Effect: v.string(),
  Principal: v.optional(
    v.union([v.string(), v.object({ Service: v.optional(Texts) })]),
    () => ({}),
  ),
  Action: v.optional(Texts, []),
  Resource: v.optional(Texts, []),
  Condition: v.optional(v.record(v.string(), v.record(v.string(), Texts)), {}),
});
const Policy = v.object({
  Statement: v.pipe(
    v.union([StatementSchema, v.array(StatementSchema)]),
    v.transform((statements) => (Array.isArray(statements) ? statements : [statements])),
  ),
});
type Statement = v.InferOutput<typeof StatementSchema>;

type Sending = {
  readonly service: string;
  readonly queueArn: string;
  /** On whose behalf the service sends. */
  readonly sourceArn: string;
  readonly account: string;
};

/**
 * Whether a queue's policy lets a service send to it for a resource.
 *
 * It knows the conditions that are deployed; a statement with others counts as none, as nobody can
 * tell what it lets through.
 */
export function allowsSender(policy: string | undefined, sending: Sending): boolean {
  if (policy === undefined || policy === '') return false;
  const parsed = v.safeParse(Policy, parseJson(policy));
  return parsed.success && parsed.output.Statement.some((statement) => allows(statement, sending));
}

function allows(statement: Statement, { service, queueArn, ...source }: Sending): boolean {
  const { Effect, Principal, Action, Resource, Condition } = statement;
  const services = typeof Principal === 'string' ? [Principal] : (Principal.Service ?? []);
  return (
    Effect === 'Allow' &&
    services.some((name) => name === service || name === '*') &&
    Action.some((action) => matches(action.toLowerCase(), 'sqs:sendmessage')) &&
    Resource.some((resource) => matches(resource, queueArn)) &&
    Object.entries(Condition).every(([operator, keys]) =>
      Object.entries(keys).every(([key, wanted]) => isMet({ operator, key, wanted }, source)),
    )
  );
}

type Condition = {
  readonly operator: string;
  readonly key: string;
  readonly wanted: readonly string[];
};

function isMet(
  { operator, key, wanted }: Condition,
  { sourceArn, account }: Pick<Sending, 'sourceArn' | 'account'>,
): boolean {
  if (!/^(Arn|String)(Equals|Like)(IfExists)?$/.test(operator)) return false;
  switch (key.toLowerCase()) {
    case 'aws:sourcearn':
      return wanted.some((pattern) => matches(pattern, sourceArn));
    case 'aws:sourceaccount':
      return wanted.some((pattern) => matches(pattern, account));
    default:
      return false;
  }
}

/** With `*` for anything, as policies have it. */
function matches(pattern: string, text: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's').test(text);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
