import type { RulesInForce } from '../../../contracts/rules-in-force.ts';
import type { RepeatPolicy } from './repeat-policy.ts';
import { plainRule, type Rule, type RuleSet } from './rule.ts';

/** Rules, and where they were written. */
export type SourcedRules = {
  readonly rules: RuleSet;
  /** Which of them are rows of the alarm list. */
  readonly list: readonly Rule[];
  /** There is no `alarms.yaml`. */
  readonly isListAlone: boolean;
};

type About = Pick<RulesInForce, 'timeZone' | 'alarmConfidence'> & {
  readonly region?: string | undefined;
};

/** What the page is told of the rules in force, as JSON; of each rule only what it asks for. */
export function rulesDocument(sourced: SourcedRules, about: About): object {
  const { list, isListAlone } = sourced;
  const { rules, profiles, repeats } = sourced.rules;
  const own = rules.filter((rule) => !list.includes(rule));
  return {
    schemaVersion: 1,
    ...about,
    ...(isListAlone ? {} : { rules: own.map(writtenRule) }),
    list: list.map(writtenRule),
    profiles: Object.fromEntries(profiles),
    ...(repeats === undefined ? {} : { repeats: writtenRepeats(repeats) }),
  };
}

/** The rules of such a document, as they judge pictures. */
export function rulesOfDocument(document: RulesInForce): SourcedRules {
  const list = document.list.map(readableRule);
  const { repeats } = document;
  return {
    list,
    isListAlone: document.rules === undefined,
    rules: {
      rules: [...(document.rules ?? []).map(readableRule), ...list],
      profiles: new Map(Object.entries(document.profiles)),
      ...(repeats === undefined ? {} : { repeats: readableRepeats(repeats) }),
    },
  };
}

function writtenRule({ name, labels, effect, ...asked }: Rule): object {
  const plain = new Map(Object.entries(plainRule).map(([key, value]) => [key, inWords(value)]));
  const own = Object.entries(asked).filter(([key, value]) => plain.get(key) !== inWords(value));
  return { name, labels, effect, ...Object.fromEntries(own) };
}

function inWords(value: unknown): string | undefined {
  return JSON.stringify(value);
}

function readableRule(rule: RulesInForce['list'][number]): Rule {
  return { ...plainRule, ...rule };
}

function writtenRepeats(repeats: RepeatPolicy): object | 'off' {
  if (repeats === 'off') return repeats;
  return { ...repeats, labels: Object.fromEntries(repeats.labels) };
}

function readableRepeats(repeats: NonNullable<RulesInForce['repeats']>): RepeatPolicy {
  if (repeats === 'off') return repeats;
  return { ...repeats, labels: new Map(Object.entries(repeats.labels)) };
}
