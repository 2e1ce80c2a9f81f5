import type { Check } from '../../../contracts/judgement-trace.ts';
import type { Repeat } from '../../../contracts/repeat.ts';
import { severities } from '../../../contracts/severity.ts';
import { isSameBox } from './box-overlap.ts';
import { clock, wallTime } from './in-hours.ts';
import type { Instance } from './judge-place.ts';
import type { KnownBox } from './known-box.ts';
import type { Rule } from './rule.ts';

type Sorted = {
  /** What was not alarmed before, or as something that matters less. */
  readonly fresh: readonly Instance[];
  readonly repeats: readonly Repeat[];
};

/** Tells apart what a rule need not ring for again; never anything of another label. */
export function sortRepeats(
  rule: Rule,
  { label, boxes }: { readonly label: string; readonly boxes: readonly Instance[] },
  known: readonly KnownBox[],
): Sorted {
  const found = boxes.map((instance) => ({
    instance,
    repeat: known.find(
      (one) => one.label === label && isSameBox(one.box, instance.box) && mattersAsMuch(one, rule),
    ),
  }));
  return {
    fresh: found.flatMap(({ instance, repeat }) => (repeat === undefined ? [instance] : [])),
    repeats: found.flatMap(({ instance: { box, confidence }, repeat }) =>
      repeat === undefined
        ? []
        : [{ rule: rule.name, label, confidence, box, since: repeat.since }],
    ),
  };
}

/** Since when something has stood where it stands, in words. */
export function repeatCheck(
  [first]: readonly Repeat[],
  { capturedAt, timeZone }: { readonly capturedAt: string; readonly timeZone: string },
): Check {
  const since = first?.since ?? capturedAt;
  const { day, minute } = wallTime(since, timeZone);
  const today = wallTime(capturedAt, timeZone).day;
  const time = clock(minute);
  const text = `stands where it stood at ${day === today ? time : `${time} on ${day}`}`;
  return { what: 'repeat', text, passed: false };
}

function mattersAsMuch({ severity }: KnownBox, rule: Rule): boolean {
  return severities.indexOf(severity) >= severities.indexOf(rule.severity ?? 'alarm');
}
