import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import * as v from 'valibot';
import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import { type Configuration, ConfigurationSchema } from './configuration.ts';
import { nearestWord } from './nearest-word.ts';

/** The configuration cannot be used; the message tells its owner everything that has to change. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

type Path = readonly (string | number)[];
type Problem = { readonly line: number; readonly path: Path; readonly what: string };
type Source = { readonly document: Document; readonly lines: LineCounter };

/** Reads the owner's configuration from its file. */
export function readConfiguration(file: string): Configuration {
  const below = relative(process.cwd(), file);
  const name = below.startsWith('..') ? file : below;
  if (!existsSync(file)) {
    throw new ConfigurationError(
      `there is no ${name}: copy intellicam.example.yaml to ${name} and make it yours`,
    );
  }
  return parseConfiguration(readFileSync(file, 'utf8'), name);
}

/** Reads a configuration; every problem is told at once, each with its line. */
export function parseConfiguration(text: string, name: string): Configuration {
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
  const parsed = v.safeParse(ConfigurationSchema, document.toJS() ?? {});
  if (parsed.success) return parsed.output;
  const problems = parsed.issues.map((issue) => problemOf(issue, { document, lines }));
  throw new ConfigurationError(report(name, problems));
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
  return { line: lineOf(path, source), path, what: whatIsWrong(issue, path) };
}

function whatIsWrong(issue: v.BaseIssue<unknown>, path: Path): string {
  if (issue.type !== 'strict_object') return `${issue.message}${found(issue.input)}`;
  if (issue.expected === 'never') return unknownKey(path);
  if (issue.received === 'undefined') return 'is missing';
  return `must have the keys ${keysAt(path).join(', ')}${found(issue.input)}`;
}

function found(input: unknown): string {
  return typeof input === 'object' ? '' : ` (it is ${JSON.stringify(input)})`;
}

function unknownKey(path: Path): string {
  const allowed = keysAt(path.slice(0, -1));
  const meant = nearestWord(String(path.at(-1)), allowed);
  const hint = meant === undefined ? '' : `; did you mean ${meant}?`;
  return `is not a key here${hint} Allowed: ${allowed.join(', ')}`;
}

function keysAt(path: Path): readonly string[] {
  let schema: unknown = ConfigurationSchema;
  for (const step of path) schema = property(entriesOf(schema), String(step));
  return Object.keys(entriesOf(schema));
}

function entriesOf(schema: unknown): object {
  const inner = property(schema, 'wrapped') ?? schema;
  const entries = property(inner, 'entries');
  return typeof entries === 'object' && entries !== null ? entries : {};
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
