import * as v from 'valibot';
import { type Resource, type Statement, statementsIn } from './resource-tree.ts';

/** Whether a policy refuses whoever comes without TLS. */
export function onlyOverTls(resource: Resource, attribute: string): boolean {
  return statementsIn(resource, attribute).some(
    ({ Effect, Principal, Condition }) =>
      Effect === 'Deny' &&
      Principal === '*' &&
      JSON.stringify(Condition) === '{"Bool":{"aws:SecureTransport":"false"}}',
  );
}

/** Whether a policy lets anybody do something, on no further condition. */
export function everybodyMay(resource: Resource, attribute: string): boolean {
  return statementsIn(resource, attribute).some(
    ({ Effect, Principal, Condition }) =>
      Effect === 'Allow' &&
      (Principal === '*' || JSON.stringify(Principal) === '{"AWS":"*"}') &&
      Condition === undefined,
  );
}

/** The actions and resources of a statement that allows something. */
export function allowed(statement: Statement): { actions: string[]; resources: string[] } {
  if (statement.Effect !== 'Allow') return { actions: [], resources: [] };
  return { actions: listOf(statement.Action), resources: listOf(statement.Resource) };
}

const OneOrMore = v.union([v.string(), v.array(v.string())]);

function listOf(value: unknown): string[] {
  return value === undefined ? [] : [v.parse(OneOrMore, value)].flat();
}
