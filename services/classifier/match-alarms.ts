import type { Match } from '../../contracts/image-event.ts';
import type { Label } from '../../contracts/label.ts';
import type { AlarmRule } from './parse-alarm-list.ts';

/**
 * Which labels ring, surest first.
 *
 * A rule's label is compared exactly, but for case, with a label's name, then its aliases, then its
 * parents. The closest rows decide about that label (a `Car,…,Quiet` row keeps a car quiet although
 * `Vehicle` rings); they never silence another label.
 */
export function matchAlarms(
  labels: readonly Label[],
  rules: readonly AlarmRule[],
  alarmConfidence: number,
): readonly Match[] {
  const rows = rowsByLabel(rules);
  return labels
    .flatMap((label) => matchesOf(label, closestRows(label, rows), alarmConfidence))
    .toSorted((a, b) => b.confidence - a.confidence);
}

function rowsByLabel(rules: readonly AlarmRule[]): Map<string, AlarmRule[]> {
  const rows = new Map<string, AlarmRule[]>();
  for (const rule of rules) {
    const label = folded(rule.label);
    rows.set(label, [...(rows.get(label) ?? []), rule]);
  }
  return rows;
}

function closestRows(label: Label, rows: Map<string, AlarmRule[]>): readonly AlarmRule[] {
  for (const names of [[label.name], label.aliases, label.parents]) {
    const found = names.flatMap((name) => rows.get(folded(name)) ?? []);
    if (found.length > 0) return found;
  }
  return [];
}

function matchesOf(label: Label, rows: readonly AlarmRule[], alarmConfidence: number): Match[] {
  return rows
    .filter((row) => row.rings && label.confidence >= (row.leastConfidence ?? alarmConfidence))
    .map((row) => {
      const box = surestBox(label);
      return {
        rule: row.label,
        label: label.name,
        confidence: label.confidence,
        ...(box === undefined ? {} : { box }),
      };
    });
}

function surestBox({ instances }: Label): Match['box'] {
  return instances.toSorted((a, b) => b.confidence - a.confidence)[0]?.box;
}

function folded(name: string): string {
  return name.trim().toLowerCase();
}
