import { styleText } from 'node:util';
import type { Deployment } from '../../runtime/aws/owner/deployment.ts';
import type { Finding } from '../../runtime/aws/owner/finding.ts';
import { countFindings } from './count-findings.ts';
import { columns, wrapCommand, wrapText } from './wrap-text.ts';

type Place = Pick<Deployment, 'stage' | 'region' | 'account'>;

/** Shows on the terminal what the doctor found and what is to be done. */
export function printFindings(place: Place, findings: readonly Finding[]): void {
  process.stdout.write(formatFindings(place, findings, paint));
}

type Paint = (state: Finding['state'], text: string) => string;

/** The findings as text, one below the other; `paint` colours the state. */
export function formatFindings(
  { stage, region, account }: Place,
  findings: readonly Finding[],
  paint: Paint,
): string {
  const checkWidth = Math.max(...findings.map(({ check }) => check.length));
  const indent = stateWidth + checkWidth + 2 * gap.length;
  const lines = findings.flatMap(({ check, state, found, todo }) => {
    const [first = '', ...others] = wrapText(found, columns - indent);
    return [
      `${paint(state, state.padEnd(stateWidth))}${gap}${check.padEnd(checkWidth)}${gap}${first}`,
      ...others.map((line) => `${' '.repeat(indent)}${line}`),
      ...(todo === undefined ? [] : formatTodo(todo)),
    ];
  });
  return `IntelliCam ${stage} in ${region}, account ${account}\n\n${lines.join('\n')}\n\n${summary(findings)}\n`;
}

/** What to do stands further left than the words: that its commands fit matters more. */
function formatTodo(todo: string): readonly string[] {
  const width = columns - todoIndent.length - arrow.length;
  const lines = todo
    .split('\n')
    .flatMap((line) => (isCommand(line) ? wrapCommand(line, width) : wrapText(line, width)));
  const space = ' '.repeat(arrow.length);
  return lines.map((line, index) => `${todoIndent}${index === 0 ? arrow : space}${line}`);
}

function isCommand(line: string): boolean {
  return /^(aws|npx|export) /.test(line);
}

const todoIndent = '    ';
const gap = '  ';
const arrow = '-> ';
const stateWidth = 'warning'.length;

function summary(findings: readonly Finding[]): string {
  const { problem, warning, unknown, ok } = countFindings(findings);
  const several = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`;
  return `${several(problem, 'problem')}, ${several(warning, 'warning')}, ${unknown} unknown, ${ok} fine`;
}

const colours = {
  ok: 'green',
  warning: 'yellow',
  problem: 'red',
  unknown: 'cyan',
} as const satisfies Record<Finding['state'], string>;

function paint(state: Finding['state'], text: string): string {
  return styleText(colours[state], text, { stream: process.stdout, validateStream: true });
}
