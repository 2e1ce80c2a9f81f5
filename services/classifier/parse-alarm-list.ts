/** One row of the owner's list. */
export type AlarmRule = {
  readonly label: string;
  readonly category: string;
  readonly rings: boolean;
  /** Percent; without it the labeler's own threshold counts. */
  readonly leastConfidence?: number;
};

type ListProblem = { readonly line: number; readonly problem: string };

export type ParsedAlarmList = {
  readonly rules: readonly AlarmRule[];
  readonly problems: readonly ListProblem[];
};

/**
 * Reads `reko_alarms.csv`: headerless rows of `Label,Category,Alarm|Quiet`, optionally with the least
 * confidence in percent as the fourth column.
 *
 * Blank lines, lines that begin with `#`, a header, a byte-order mark, quotes, blanks around cells
 * and any line ends are fine. A row that cannot be read is left out and told as a problem.
 */
export function parseAlarmList(text: string): ParsedAlarmList {
  const rules: AlarmRule[] = [];
  const problems: ListProblem[] = [];
  for (const [index, line] of text.split(/\r\n|\n|\r/).entries()) {
    const cells = splitRow(line);
    if (cells.every((cell) => cell === '') || line.trimStart().startsWith('#')) continue;
    if (rules.length === 0 && isHeader(cells)) continue;
    const parsed = parseRow(cells);
    if (parsed.rule !== undefined) rules.push(parsed.rule);
    if (parsed.problem !== undefined) problems.push({ line: index + 1, problem: parsed.problem });
  }
  return { rules, problems };
}

const percent = /^(\d+(?:\.\d+)?)\s*%?$/;

type ParsedRow = { readonly rule?: AlarmRule; readonly problem?: string };

function parseRow([
  label = '',
  category = '',
  action = '',
  least = '',
]: readonly string[]): ParsedRow {
  const word = action.toLowerCase();
  if (label === '') return { problem: 'the label is missing' };
  if (word !== 'alarm' && word !== 'quiet') {
    return { problem: `the third column must say Alarm or Quiet, not "${action}"` };
  }
  const rule = { label, category, rings: word === 'alarm' };
  if (least === '') return { rule };
  const leastConfidence = Number(percent.exec(least)?.[1]);
  // The row still counts: an alarm at the usual threshold beats none.
  if (!(leastConfidence <= 100)) {
    return { rule, problem: `the least confidence must be from 0 to 100, not "${least}"` };
  }
  return { rule: { ...rule, leastConfidence } };
}

function isHeader([label = '', , action = '']: readonly string[]): boolean {
  return label.toLowerCase() === 'label' && !/^(alarm|quiet)$/i.test(action);
}

const cell = /\s*(?:"((?:[^"]|"")*)"\s*|([^,]*))(,|$)/gy;

// Trimming takes the byte-order mark away, too.
function splitRow(line: string): readonly string[] {
  const cells: string[] = [];
  for (const [, quoted, plain = '', end] of line.matchAll(cell)) {
    cells.push((quoted?.replaceAll('""', '"') ?? plain).trim());
    if (end === '') break;
  }
  return cells;
}
