import { nearestWord } from '../../runtime/nearest-word.ts';
import type { RuleSet } from '../../services/classifier/rules/rule.ts';

/** What to say of the people whom rules name and nobody is. */
export function strangersIn(
  rules: RuleSet | undefined,
  people: readonly string[],
): readonly string[] {
  return (rules?.rules ?? []).flatMap((rule) => {
    const unknown = rule.tell.filter((name) => !people.includes(name));
    const effect =
      unknown.length === rule.tell.length ? 'everybody is told' : 'only the others are told';
    return unknown.map((name) => {
      const meant = nearestWord(name, people);
      const hint = meant === undefined ? '' : `; did you mean ${meant}?`;
      return `the rule ${rule.name} tells ${name}, whom nobody knows: ${effect}${hint}`;
    });
  });
}
