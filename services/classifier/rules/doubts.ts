import { cocoLabels } from '../../../contracts/label-vocabulary.ts';
import { nearestWord } from '../../../runtime/nearest-word.ts';
import type { Remark } from './contradictions.ts';
import { inSchedule, minutesOfDay, type Schedule, weekdays } from './in-hours.ts';
import { folded, type Rule, type RuleSet } from './rule.ts';
import type { RulesFile } from './rules-schema.ts';

const words = [
  ...new Set(cocoLabels.flatMap(({ name, parents, aliases }) => [name, ...parents, ...aliases])),
];
const knownWords = new Set(words.map(folded));

/** What certainly does nothing in a file that can be used: as written, or as it is now. */
export function doubts(file: RulesFile, ruleSet: RuleSet): readonly Remark[] {
  const { rules } = ruleSet;
  const silent = !file.list && rules.every(({ effect }) => effect !== 'alarm');
  return [
    ...(silent ? [{ path: ['rules'], text: 'no rule says alarm: nothing rings' }] : []),
    ...unused(file.zones, 'zone', new Set(rules.flatMap(({ zones }) => zones.map(nameOf)))),
    ...unused(file.profiles, 'profile', new Set(rules.flatMap(({ profiles }) => profiles))),
    ...unscheduled(ruleSet),
    ...repeatedLabels(file),
    ...rules.flatMap((rule, index) =>
      [
        ...rule.labels.flatMap((label, at) => doubtsOfLabel(label, ['labels', at])),
        ...lowerGate(rule),
        ...neverInForce(rule, ruleSet),
        ...alwaysSilenced(rule, rules),
      ].map(({ path, text }) => ({ path: ['rules', index, ...path], text })),
    ),
  ];
}

/** Whether the vocabulary has a label; Rekognition has some thousands more. */
export function doubtsOfLabel(label: string, path: Remark['path']): readonly Remark[] {
  if (knownWords.has(folded(label))) return [];
  const meant = nearestWord(label, words);
  const hint = meant === undefined ? 'only Rekognition may know it' : `did you mean ${meant}?`;
  return [{ path, text: `the vocabulary has no label ${label}; ${hint}` }];
}

function repeatedLabels({ repeats }: RulesFile): readonly Remark[] {
  if (repeats === undefined || repeats === 'off') return [];
  return Object.keys(repeats.labels).flatMap((name) =>
    doubtsOfLabel(name, ['repeats', 'labels', name]),
  );
}

function nameOf({ name }: { readonly name: string }): string {
  return name;
}

function unused(there: object, kind: string, used: ReadonlySet<string>): readonly Remark[] {
  return Object.keys(there).flatMap((name) =>
    used.has(name) ? [] : [{ path: [`${kind}s`, name], text: `no rule uses this ${kind}` }],
  );
}

function unscheduled({ rules, profiles }: RuleSet): readonly Remark[] {
  return [...profiles].flatMap(([name, { hours, weekdays: days }]) => {
    const isUsed = rules.some((rule) => rule.profiles.includes(name));
    if (!isUsed || hours.length > 0 || days.length > 0) return [];
    const text = 'has neither hours nor weekdays: it is never on by itself';
    return [{ path: ['profiles', name], text }];
  });
}

function lowerGate({ minScore, threshold }: Rule): readonly Remark[] {
  if (minScore === undefined || threshold === undefined || minScore < threshold) return [];
  return [{ path: ['min_score'], text: `does nothing unless it is below threshold, ${threshold}` }];
}

function neverInForce(rule: Rule, { profiles }: RuleSet): readonly Remark[] {
  const schedules = rule.profiles.flatMap((name) => profiles.get(name) ?? []);
  if (schedules.length === 0 || schedules.some(isEmpty) || isEmpty(rule)) return [];
  if (schedules.some((schedule) => everMeet(rule, schedule))) return [];
  const key = rule.hours.length > 0 ? 'hours' : 'weekdays';
  return [{ path: [key], text: `never come while ${rule.profiles.join(' or ')} is on by itself` }];
}

function isEmpty({ hours, weekdays: days }: Schedule): boolean {
  return hours.length === 0 && days.length === 0;
}

function everMeet(one: Schedule, other: Schedule): boolean {
  return weekdays.some((weekday) =>
    Array.from({ length: minutesOfDay }).some((_, minute) =>
      [one, other].every((schedule) => {
        const found = inSchedule(schedule, { weekday, minute });
        return found.hours && found.weekday;
      }),
    ),
  );
}

function alwaysSilenced(rule: Rule, rules: readonly Rule[]): readonly Remark[] {
  if (rule.effect !== 'alarm') return [];
  const silencers = rules.filter(
    (other) => other.effect === 'quiet' && other.withoutBoxes && asksNothing(other),
  );
  const silencer = (label: string) =>
    silencers.find(({ labels }) => labels.some((one) => folded(one) === folded(label)));
  const found = rule.labels.map(silencer);
  const [first] = found;
  if (first === undefined || found.includes(undefined)) return [];
  return [{ path: ['labels'], text: `can never ring: the rule ${first.name} keeps it quiet` }];
}

function asksNothing(rule: Rule): boolean {
  const { cameras, zones, profiles, minArea, maxArea } = rule;
  const lists = [cameras, zones, profiles];
  return (
    isEmpty(rule) &&
    lists.every(({ length }) => length === 0) &&
    minArea === undefined &&
    maxArea === undefined
  );
}
