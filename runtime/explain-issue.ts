import type * as v from 'valibot';
import { nearestWord } from './nearest-word.ts';

/** The way to a value through keys and places in lists. */
export type Path = readonly (string | number)[];

/** What Valibot found wrong, in words for the owner of the file: what is allowed there, what was meant. */
export function explainIssue(
  issue: v.BaseIssue<unknown>,
  path: Path,
  schema: v.GenericSchema,
): string {
  if (issue.type !== 'strict_object') return `${issue.message}${found(issue.input)}`;
  if (issue.expected === 'never') return unknownKey(path, schema);
  if (issue.received === 'undefined') return 'is missing';
  return `must have the keys ${keysAt(schema, path).join(', ')}${found(issue.input)}`;
}

function found(input: unknown): string {
  return typeof input === 'object' ? '' : ` (it is ${JSON.stringify(input)})`;
}

function unknownKey(path: Path, schema: v.GenericSchema): string {
  const allowed = keysAt(schema, path.slice(0, -1));
  const meant = nearestWord(String(path.at(-1)), allowed);
  const hint = meant === undefined ? '' : `; did you mean ${meant}?`;
  return `is not a key here${hint} Allowed: ${allowed.join(', ')}`;
}

function keysAt(schema: v.GenericSchema, path: Path): readonly string[] {
  let at: unknown = schema;
  for (const step of path) at = schemaAt(unwrapped(at), step);
  return Object.keys(entriesOf(at));
}

function schemaAt(schema: unknown, step: string | number): unknown {
  if (typeof step === 'number') return property(schema, 'item');
  // Under names of the owner's own, everything is alike.
  return property(schema, 'type') === 'record'
    ? property(schema, 'value')
    : property(entriesOf(schema), step);
}

function entriesOf(schema: unknown): object {
  const entries = property(unwrapped(schema), 'entries');
  return typeof entries === 'object' && entries !== null ? entries : {};
}

// What may be left out is wrapped; what may be a word or a group of keys is chosen by its input.
function unwrapped(schema: unknown): unknown {
  const getter = property(schema, 'getter');
  const inner = typeof getter === 'function' ? getter({}) : property(schema, 'wrapped');
  return inner === undefined ? schema : unwrapped(inner);
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
