import { relative } from 'node:path';
import * as v from 'valibot';
import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import { explainIssue, type Path } from './explain-issue.ts';

/** The configuration cannot be used; the message tells its owner everything that has to change. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

/** What is wrong in one place of a file; the key is empty where it is about the file itself. */
export type YamlProblem = {
  readonly line: number;
  readonly key: string;
  readonly problem: string;
};

type Reading<Value> =
  | {
      readonly outcome: 'read';
      readonly value: Value;
      /** Names a place in the file, for what is found out only later. */
      readonly problemAt: (path: Path, problem: string) => YamlProblem;
    }
  | { readonly outcome: 'unusable'; readonly problems: readonly YamlProblem[] };

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
  const reading = readYaml(text, schema);
  if (reading.outcome === 'read') return reading.value;
  throw new ConfigurationError(problemsText(name, reading.problems));
}

/** Reads YAML by a schema, for those who take what is wrong as an answer. */
export function readYaml<const Schema extends v.GenericSchema>(
  text: string,
  schema: Schema,
): Reading<v.InferOutput<Schema>> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const source = { document, lines, schema };
  if (document.errors.length > 0) {
    const problems = document.errors.map(({ message, pos }) => ({
      ...{ line: lines.linePos(pos[0]).line, key: '' },
      problem: `this is not YAML: ${message}`,
    }));
    return { outcome: 'unusable', problems: problems.toSorted(byLine) };
  }
  const content = contentOf(document);
  if (content.problem !== undefined) return { outcome: 'unusable', problems: [content.problem] };
  const parsed = v.safeParse(schema, content.value ?? {});
  if (parsed.success) {
    const problemAt = (path: Path, problem: string) => ({
      ...{ line: lineOf(path, source), key: keyPath(path) },
      problem,
    });
    return { outcome: 'read', value: parsed.output, problemAt };
  }
  const problems = parsed.issues.map((issue) => problemOf(issue, source));
  return { outcome: 'unusable', problems: problems.toSorted(byLine) };
}

/** A problem as one line: file, line, key, and what is wrong. */
export function problemText(name: string, { line, key, problem }: YamlProblem): string {
  return `${name}:${line}:${key === '' ? '' : ` ${key}`} ${problem}`;
}

/** A file as its owner would name it from here. */
export function nameFromHere(file: string): string {
  const below = relative(process.cwd(), file);
  return below.startsWith('..') ? file : below;
}

/** All that is wrong with a file, a line each. */
export function problemsText(name: string, problems: readonly YamlProblem[]): string {
  const told = problems.map((problem) => `  ${problemText(name, problem)}`);
  const count = told.length === 1 ? 'one problem' : `${told.length} problems`;
  return `${name} cannot be used, it has ${count}:\n${told.join('\n')}`;
}

type Content = { readonly value?: unknown; readonly problem?: YamlProblem };

// An alias of nothing, or a few that stand for millions, show only now.
function contentOf(document: Document): Content {
  try {
    return { value: document.toJS() };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { problem: { line: 1, key: '', problem: `this YAML cannot be read: ${why}` } };
  }
}

function byLine(a: YamlProblem, b: YamlProblem): number {
  return a.line - b.line;
}

function keyPath(path: Path): string {
  return path
    .map((step, index) =>
      typeof step === 'number' ? `[${step + 1}]` : index === 0 ? step : `.${step}`,
    )
    .join('');
}

function problemOf(issue: v.BaseIssue<unknown>, source: Source): YamlProblem {
  const path = (issue.path ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key)));
  const problem = explainIssue(issue, path, source.schema);
  return { line: lineOf(path, source), key: keyPath(path), problem };
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
