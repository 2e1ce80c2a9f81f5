import { folded, type Rule, type RuleSet } from '../../services/classifier/rules/rule.ts';
import type { SourcedRules } from '../../services/classifier/rules/rules-document.ts';
import type { Change } from './proposal.ts';
import { ruleLine } from './rule-line.ts';

export type Wish = {
  readonly rule: Rule;
  /** One of those that the rule names. */
  readonly label: string;
  /** Where; empty for wherever the rule holds. */
  readonly cameras: readonly string[];
  readonly threshold: number;
};

export type ChangedRules = { readonly rules: RuleSet; readonly change: Change };

/**
 * The rules with another threshold for a label at some cameras, and the lines that say so. Everything else
 * that the rule asks for stays, and so does what it rings for elsewhere. Undefined where it cannot be written.
 */
export function changeRule(
  sourced: SourcedRules,
  wish: Wish,
  allCameras: readonly string[],
): ChangedRules | undefined {
  const { rule } = wish;
  const others =
    wish.cameras.length === 0 ? [] : without(camerasOf(rule, allCameras), wish.cameras);
  if (sourced.list.includes(rule) && others.length === 0) return changeRow(sourced, wish);
  const written = placeOf(sourced, rule);
  const pieces = withOwnNames(piecesOf(wish, others), namesBeside(sourced, rule));
  if (written === undefined || !pieces.every(canBeWritten)) return undefined;
  const { place, head } = written;
  return {
    rules: { ...sourced.rules, rules: [...without(sourced.rules.rules, [rule]), ...pieces] },
    change: {
      ...{ place, replaced: rule.name },
      lines: [...head, 'rules:', ...pieces.map(ruleLine)].join('\n'),
      namesCameras: others.length > 0 && rule.cameras.length === 0,
    },
  };
}

/** Where the rules that a rule falls into are written, and what stands above them. */
function placeOf(
  sourced: SourcedRules,
  rule: Rule,
): { readonly place: Change['place']; readonly head: readonly string[] } | undefined {
  const { list, isListAlone } = sourced;
  if (!list.includes(rule)) return { place: 'rule', head: [] };
  if (isNamedTwice(sourced, rule)) return undefined;
  const isLastRow = list.length === 1;
  if (isListAlone) return { place: 'row-to-file', head: isLastRow ? [] : ['list: true'] };
  // A list without a row cannot be used, and `list: true` asks for one.
  return isLastRow ? undefined : { place: 'row-to-rules', head: [] };
}

/** The cameras for which a rule can be changed one by one; undefined where only all of them can be. */
export function separableCameras(
  rule: Rule,
  allCameras: readonly string[],
): readonly string[] | undefined {
  const cameras = camerasOf(rule, allCameras);
  return cameras.length > 1 && cameras.every((camera) => cameraName.test(camera))
    ? cameras
    : undefined;
}

function changeRow(sourced: SourcedRules, { rule, label, threshold }: Wish) {
  if (!plainCell.test(label) || isNamedTwice(sourced, rule)) return undefined;
  const changed = { ...rule, threshold };
  const all = sourced.rules.rules.map((one) => (one === rule ? changed : one));
  const lines = `${label},,Alarm,${threshold}`;
  const change = { place: 'row', replaced: rule.name, lines, namesCameras: false } as const;
  return { rules: { ...sourced.rules, rules: all }, change };
}

/** What the rule falls into: the change first. */
function piecesOf({ rule, label, cameras, threshold }: Wish, others: readonly string[]) {
  const isPending = rule.minScore !== undefined && rule.minScore < threshold;
  const here = { cameras: others.length === 0 ? rule.cameras : cameras, threshold };
  const rest = rule.labels.filter((one) => one !== label);
  const changed = { ...rule, ...here, minScore: isPending ? rule.minScore : undefined };
  const isWhole = others.length === 0 && rest.length === 0;
  return [
    {
      ...changed,
      labels: [label],
      name: isWhole ? rule.name : `${label} ${placeText(here.cameras)}`,
    },
    ...(others.length === 0
      ? []
      : [{ ...rule, labels: [label], cameras: others, name: `${label} elsewhere` }]),
    ...(rest.length === 0 ? [] : [{ ...rule, labels: rest }]),
  ];
}

function placeText(cameras: readonly string[]): string {
  return cameras.length === 0 ? 'alone' : `at ${cameras.join(', ')}`;
}

function withOwnNames(pieces: readonly Rule[], taken: readonly string[]): readonly Rule[] {
  const names = new Set(taken);
  return pieces.map((piece) => {
    const wanted = piece.name.slice(0, mostCharacters - 4).trim();
    const numbers = Array.from({ length: names.size + 1 }, (_, at) => `${wanted} (${at + 2})`);
    const name = [piece.name, wanted, ...numbers].find(
      (one) => !names.has(one) && one.length <= mostCharacters,
    );
    names.add(name ?? wanted);
    return { ...piece, name: name ?? wanted };
  });
}

function namesBeside({ rules, list }: SourcedRules, rule: Rule): readonly string[] {
  return without(without(rules.rules, list), [rule]).map(({ name }) => name);
}

// Whoever takes the row out would not know which.
function isNamedTwice({ list }: SourcedRules, { name }: Rule): boolean {
  return list.filter((row) => folded(row.name) === folded(name)).length > 1;
}

function camerasOf(rule: Rule, allCameras: readonly string[]): readonly string[] {
  return rule.cameras.length === 0 ? allCameras : rule.cameras;
}

function without<Item>(items: readonly Item[], taken: readonly Item[]): readonly Item[] {
  return items.filter((item) => !taken.includes(item));
}

// What `alarms.yaml` takes for the name of a camera, of a label and of a rule.
const cameraName = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;
const mostCharacters = 80;

function canBeWritten({ name, labels, cameras }: Rule): boolean {
  return (
    [name, ...labels].every((one) => one.length <= mostCharacters && !/\p{Cc}/u.test(one)) &&
    cameras.every((camera) => cameraName.test(camera))
  );
}

// Nothing that a list would read as something else.
const plainCell = /^[\p{L}\p{N}][^",\r\n]*$/u;
