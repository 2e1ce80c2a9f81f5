import type { Statistics } from './statistics.ts';

type AlarmRule = { readonly name: string; readonly labels: readonly string[] };

/** Rules that rang for nothing, and labels that are on the list for nothing, in a span of days. */
export type NeverRang = { readonly rules: readonly string[]; readonly labels: readonly string[] };

/**
 * Compares what rang with the rules in force that can ring. A rule of one label speaks for it, also where
 * what it caught has another name: a row for `Vehicle` rings for a car.
 */
export function neverRang(
  statistics: Pick<Statistics, 'rules' | 'labels'>,
  rules: readonly AlarmRule[],
): NeverRang {
  const rang = new Set(statistics.rules.map(({ name }) => name));
  const labels = new Set([
    ...statistics.labels.map(({ name }) => folded(name)),
    ...rules.flatMap((rule) =>
      rang.has(rule.name) && rule.labels.length === 1 ? rule.labels.map(folded) : [],
    ),
  ]);
  const named = new Map(rules.flatMap((rule) => rule.labels).map((name) => [folded(name), name]));
  return {
    rules: [...new Set(rules.map(({ name }) => name))].filter((name) => !rang.has(name)),
    labels: [...named].filter(([name]) => !labels.has(name)).map(([, name]) => name),
  };
}

function folded(label: string): string {
  return label.trim().toLowerCase();
}
