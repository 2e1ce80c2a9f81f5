import { relative } from 'node:path';
import * as v from 'valibot';
import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import { nearestWord } from './nearest-word.ts';

/** The configuration cannot be used; the message tells its owner everything that has to change. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

type Path = readonly (string | number)[];
type Problem = { readonly line: number; readonly path: Path; readonly what: string };
type Source = {
  readonly document: Document;
  readonly lines: LineCounter;
  readonly schema: v.GenericSchema;
};

/** Reads YAML by a schema; every problem is told at once, each with its line and key. */
export function parseYaml<const Schema extends v.GenericSchema>(
  text: string,
  name: string,
  schema: Schema,
): v.InferOutput<Schema> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    const problems = document.errors.map(({ message, pos }) => ({
      line: lines.linePos(pos[0]).line,
      path: [],
      what: `this is not YAML: ${message}`,
    }));
    throw new ConfigurationError(report(name, problems));
  }
  const parsed = v.safeParse(schema, document.toJS() ?? {});
  if (parsed.success) return parsed.output;
  const problems = parsed.issues.map((issue) => problemOf(issue, { document, lines, schema }));
  throw new ConfigurationError(report(name, problems));
}

/** A file as its owner would name it from here. */
export function nameFromHere(file: string): string {
  const below = relative(process.cwd(), file);
  return below.startsWith('..') ? file : below;
}

function report(name: string, problems: readonly Problem[]): string {
  const told = problems
    .toSorted((a, b) => a.line - b.line)
    .map(({ line, path, what }) => {
      const key = path.length === 0 ? '' : ` ${keyPath(path)}`;
      return `  ${name}:${line}:${key} ${what}`;
    });
  const count = told.length === 1 ? 'one problem' : `${told.length} problems`;
  return `${name} cannot be used, it has ${count}:\n${told.join('\n')}`;
}

function keyPath(path: Path): string {
  return path
    .map((step, index) =>
      typeof step === 'number' ? `[${step + 1}]` : index === 0 ? step : `.${step}`,
    )
    .join('');
}

function problemOf(issue: v.BaseIssue<unknown>, source: Source): Problem {
  const path = (issue.path ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key)));
  return { line: lineOf(path, source), path, what: whatIsWrong(issue, path, source.schema) };
}

function whatIsWrong(issue: v.BaseIssue<unknown>, path: Path, schema: v.GenericSchema): string {
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
  for (const step of path) {
    at = typeof step === 'number' ? property(unwrapped(at), 'item') : property(entriesOf(at), step);
  }
  return Object.keys(entriesOf(at));
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

// A missing key is told at the line of what it is missing from.
function lineOf(path: Path, { document, lines }: Source): number {
  for (let length = path.length; length > 0; length -= 1) {
    const parent = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1));
    const step = path[length - 1];
    const pair = isMap(parent)
      ? parent.items.find(({ key }) => isScalar(key) && String(key.value) === step)
      : undefined;
    const node = pair?.key ?? document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}
