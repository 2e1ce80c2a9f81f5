import { compileRepeats } from './compile-repeats.ts';
import { plainRule, type Rule, type RuleSet } from './rule.ts';
import type { RulesFile } from './rules-schema.ts';

/** The rules of a file whose names were checked, in the form that judges pictures. */
export function compileRules({ zones, profiles, repeats, rules }: RulesFile): RuleSet {
  const zoneNamed = new Map(Object.entries(zones));
  return {
    rules: rules.map((rule): Rule => {
      const asked = (rule.zones ?? []).map((name) => ({
        name,
        points: zoneNamed.get(name)?.points ?? [],
      }));
      const asksWhere =
        asked.length > 0 || rule.min_area !== undefined || rule.max_area !== undefined;
      return {
        ...plainRule,
        name: nameOf(rule),
        labels: rule.labels,
        effect: rule.then,
        threshold: rule.threshold,
        minScore: rule.min_score,
        cameras: rule.cameras ?? [],
        zones: asked,
        minArea: rule.min_area,
        maxArea: rule.max_area,
        withoutBoxes: rule.without_boxes ?? !asksWhere,
        hours: rule.hours ?? [],
        weekdays: rule.weekdays ?? [],
        profiles: rule.profiles ?? [],
        severity: rule.severity,
        tell: rule.tell ?? [],
      };
    }),
    profiles: new Map(
      Object.entries(profiles).map(([name, { hours = [], weekdays = [] }]) => [
        name,
        { hours, weekdays },
      ]),
    ),
    ...(repeats === undefined ? {} : { repeats: compileRepeats(repeats) }),
  };
}

/** What a rule is called that has no name. */
export function nameOf(rule: Pick<RulesFile['rules'][number], 'name' | 'labels'>): string {
  return rule.name ?? rule.labels.join(', ');
}
