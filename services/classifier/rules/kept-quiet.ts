import type { Label } from '../../../contracts/label.ts';
import { type Instance, judgePlace } from './judge-place.ts';
import type { Rule } from './rule.ts';

/** What of a label may still ring, and which rule keeps the rest quiet. */
export type Silence = {
  readonly boxes: readonly Instance[];
  /** Nothing is left of the label. */
  readonly whole: boolean;
  readonly by: string | undefined;
};

/**
 * Takes away what rules keep quiet: with a zone or an area only the boxes there. Somebody else in the
 * same picture still rings.
 */
export function keptQuiet(label: Label, deciding: readonly Rule[]): Silence {
  const quiet = deciding.filter(({ effect }) => effect === 'quiet');
  const silences = (rule: Rule, instances: readonly Instance[]) =>
    judgePlace(rule, instances).passed;
  const boxes = label.instances.filter((box) => !quiet.some((rule) => silences(rule, [box])));
  const silencers = quiet.filter((rule) =>
    label.instances.length === 0
      ? silences(rule, [])
      : label.instances.some((box) => silences(rule, [box])),
  );
  return {
    boxes,
    whole: silencers.length > 0 && boxes.length === 0,
    by: silencers.map(({ name }) => name).toSorted()[0],
  };
}
