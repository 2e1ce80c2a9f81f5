import type { Severity } from '../../../contracts/severity.ts';
import type { Schedule } from './in-hours.ts';
import type { Point } from './in-zone.ts';
import type { RepeatPolicy } from './repeat-policy.ts';

type Zone = { readonly name: string; readonly points: readonly Point[] };

/** One rule of the owner's, from whichever file; an empty list asks for nothing. */
export type Rule = Schedule & {
  readonly name: string;
  /** What it is about; a label is known by its name, its aliases and its parents. */
  readonly labels: readonly string[];
  /** `list-quiet` is a Quiet row of the list: it hides what is farther, and yields to its equals. */
  readonly effect: 'alarm' | 'quiet' | 'list-quiet';
  /** Percent: one picture at it rings. Without it the labeler's own counts. */
  readonly threshold: number | undefined;
  /** Percent: two pictures of one motion event at it ring. */
  readonly minScore: number | undefined;
  readonly cameras: readonly string[];
  readonly zones: readonly Zone[];
  /** Fractions of the picture. */
  readonly minArea: number | undefined;
  readonly maxArea: number | undefined;
  /** Whether a label counts of which nobody knows where it is. */
  readonly withoutBoxes: boolean;
  readonly profiles: readonly string[];
  readonly severity: Severity | undefined;
  readonly tell: readonly string[];
};

/** Everything that judges a picture. */
export type RuleSet = {
  readonly rules: readonly Rule[];
  /** Profiles with their schedules; one without is only switched on by somebody. */
  readonly profiles: ReadonlyMap<string, Schedule>;
  /** When what was alarmed before keeps quiet; without it, as usual. */
  readonly repeats?: RepeatPolicy;
};

/** A rule that asks for nothing but its labels. */
export const plainRule = {
  effect: 'alarm',
  threshold: undefined,
  minScore: undefined,
  cameras: [],
  zones: [],
  minArea: undefined,
  maxArea: undefined,
  withoutBoxes: true,
  hours: [],
  weekdays: [],
  profiles: [],
  severity: undefined,
  tell: [],
} as const satisfies Omit<Rule, 'name' | 'labels'>;

/** Labels are compared whole, and without regard to case. */
export function folded(label: string): string {
  return label.trim().toLowerCase();
}

/** Whether any rule asks which profiles are on. */
export function asksForProfiles(rules: readonly Rule[]): boolean {
  return rules.some(({ profiles }) => profiles.length > 0);
}

/** The least confidence that can matter to any rule, in percent: what a labeler is asked for. */
export function leastConfidence({ rules }: RuleSet, alarmConfidence: number): number {
  const asked = rules
    .filter(({ effect }) => effect === 'alarm')
    .map(({ minScore, threshold = alarmConfidence }) => Math.min(threshold, minScore ?? threshold));
  return Math.min(alarmConfidence, ...asked);
}
