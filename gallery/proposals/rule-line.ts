import { clock } from '../../services/classifier/rules/in-hours.ts';
import type { Rule } from '../../services/classifier/rules/rule.ts';

type Value = string | number | boolean | readonly string[] | undefined;

/** A rule as one line of `alarms.yaml`; read again, it is the same rule. */
export function ruleLine(rule: Rule): string {
  const { name, labels, threshold, minScore, minArea, maxArea } = rule;
  const zones = rule.zones.map((zone) => zone.name);
  const asksWhere = zones.length > 0 || minArea !== undefined || maxArea !== undefined;
  const keys: readonly (readonly [string, Value])[] = [
    ['name', name],
    ['labels', labels],
    ['cameras', rule.cameras],
    ['threshold', threshold],
    ['min_score', minScore],
    ['zones', zones],
    ['min_area', minArea],
    ['max_area', maxArea],
    ['without_boxes', rule.withoutBoxes === asksWhere ? rule.withoutBoxes : undefined],
    ['hours', rule.hours.map(({ from, to }) => `${clock(from)}-${clock(to)}`)],
    ['weekdays', rule.weekdays],
    ['profiles', rule.profiles],
    ['severity', rule.severity],
    ['tell', rule.tell],
  ];
  const asked = keys.flatMap(([key, value]) => {
    const isNothing = value === undefined || (Array.isArray(value) && value.length === 0);
    return isNothing ? [] : [`${key}: ${inYaml(value)}`];
  });
  return `  - { ${asked.join(', ')} }`;
}

// JSON's strings are YAML's, whatever somebody is called; and no name turns the line around on a screen.
function inYaml(value: Exclude<Value, undefined>): string {
  if (typeof value === 'object') return `[${value.map(inYaml).join(', ')}]`;
  return JSON.stringify(value).replace(/[\p{Bidi_Control}\p{Zl}\p{Zp}\u0085\ufeff]/gu, escaped);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
