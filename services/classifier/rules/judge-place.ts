import type { Check } from '../../../contracts/judgement-trace.ts';
import type { BoundingBox, Label } from '../../../contracts/label.ts';
import { compareText } from './compare-text.ts';
import { footOf, inPolygon } from './in-zone.ts';
import type { Rule } from './rule.ts';

export type Instance = Label['instances'][number];

export type Placed = {
  readonly checks: readonly Check[];
  readonly passed: boolean;
  /** The boxes that the rule is left with, surest first; where none passes, those it looked at. */
  readonly boxes: readonly Instance[];
};

/** What a rule asks about where something is and how large; of several boxes, one is enough. */
export function judgePlace(rule: Rule, seen: readonly Instance[]): Placed {
  const boxes = seen.toSorted(surestFirst);
  if (boxes.length === 0) {
    if (rule.withoutBoxes) return { checks: [], passed: true, boxes };
    return { checks: [{ what: 'boxes', text: 'no box', passed: false }], passed: false, boxes };
  }
  const steps = [zoneStep(rule), areaStep(rule)].filter((step) => step !== undefined);
  const checks: Check[] = [];
  let left: readonly Instance[] = boxes;
  for (const { what, fits, tell } of steps) {
    const fitting = left.filter(fits);
    const passed = fitting.length > 0;
    const [shown] = passed ? fitting : left;
    if (shown !== undefined) checks.push({ what, text: tell(shown, passed), passed });
    if (!passed) return { checks, passed, boxes: left };
    left = fitting;
  }
  return { checks, passed: true, boxes: left };
}

type Step = {
  readonly what: Check['what'];
  readonly fits: (instance: Instance) => boolean;
  readonly tell: (instance: Instance, passed: boolean) => string;
};

function zoneStep({ zones }: Rule): Step | undefined {
  if (zones.length === 0) return undefined;
  const zonesOf = ({ box }: Instance) =>
    zones.filter(({ points }) => inPolygon(footOf(box), points)).map(({ name }) => name);
  const all = zones.map(({ name }) => name).join(', ');
  return {
    what: 'zone',
    fits: (instance) => zonesOf(instance).length > 0,
    tell: (instance, passed) => (passed ? `in ${zonesOf(instance).join(', ')}` : `not in ${all}`),
  };
}

function areaStep({ minArea, maxArea }: Rule): Step | undefined {
  if (minArea === undefined && maxArea === undefined) return undefined;
  const least = minArea ?? 0;
  const most = maxArea ?? Number.POSITIVE_INFINITY;
  return {
    what: 'area',
    fits: ({ box }) => areaOf(box) >= least && areaOf(box) <= most,
    tell: ({ box }) => {
      const area = areaOf(box);
      const wanted = area > most || minArea === undefined ? '≤' : '≥';
      const limit = wanted === '≤' ? most : least;
      const inPercent = { value: hundredfold(area), limit: hundredfold(limit), unit: ' %' };
      return `area ${compareText({ ...inPercent, wanted })}`;
    },
  };
}

// What is computed of fractions is exact only to so much: 0.7 × 0.1 is less than 0.07.
function areaOf({ width, height }: BoundingBox): number {
  return Math.round(width * height * 1e9) / 1e9;
}

function hundredfold(fraction: number): number {
  return Math.round(fraction * 1e11) / 1e9;
}

function surestFirst(a: Instance, b: Instance): number {
  // Equally sure ones by their place, so that the order in which they were named is no matter.
  return (
    b.confidence - a.confidence ||
    a.box.left - b.box.left ||
    a.box.top - b.box.top ||
    areaOf(a.box) - areaOf(b.box)
  );
}
