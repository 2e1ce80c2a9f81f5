import type { Label } from '../../../contracts/label.ts';
import { folded, type Rule } from './rule.ts';

/** How a rule names a label: 0 by its name, 1 by an alias, 2 by a parent. */
export type Naming = { readonly rule: Rule; readonly distance: number };

// A picture has fifty labels, and a list hundreds of rows: nobody compares each with each.
const indexes = new WeakMap<readonly Rule[], ReadonlyMap<string, readonly Rule[]>>();

/** The rules that name a label, each by its closest word. */
export function rulesNaming(label: Label, rules: readonly Rule[]): readonly Naming[] {
  const index = indexOf(rules);
  const closest = new Map<Rule, number>();
  for (const [distance, words] of [[label.name], label.aliases, label.parents].entries()) {
    for (const rule of words.flatMap((word) => index.get(folded(word)) ?? [])) {
      if (!closest.has(rule)) closest.set(rule, distance);
    }
  }
  return [...closest].map(([rule, distance]) => ({ rule, distance }));
}

function indexOf(rules: readonly Rule[]): ReadonlyMap<string, readonly Rule[]> {
  const known = indexes.get(rules);
  if (known !== undefined) return known;
  const index = new Map<string, Rule[]>();
  for (const rule of rules) {
    for (const word of new Set(rule.labels.map(folded))) {
      const there = index.get(word);
      if (there === undefined) index.set(word, [rule]);
      else there.push(rule);
    }
  }
  indexes.set(rules, index);
  return index;
}
