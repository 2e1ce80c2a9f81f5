import {
  isPersonWord,
  peopleTolerance,
  policyKey,
  type RepeatPolicy,
  type RepeatTolerance,
  usualTolerance,
} from './repeat-policy.ts';
import type { RepeatsFile } from './repeats-schema.ts';

/** What an owner wrote of repeats; what was left out of a person's stays as careful as for people. */
export function compileRepeats(file: RepeatsFile): RepeatPolicy {
  if (file === 'off') return 'off';
  const others = tolerance(file, usualTolerance);
  const labels = Object.entries(file.labels).map(
    ([name, own]) =>
      [
        policyKey(name),
        own === 'off' ? own : tolerance(own, isPersonWord(name) ? peopleTolerance : others),
      ] as const,
  );
  return { others, labels: new Map(labels) };
}

type Written = {
  readonly iou?: number | undefined;
  readonly after_minutes?: number | undefined;
  readonly forgotten_after_minutes?: number | undefined;
};

function tolerance(written: Written, usual: RepeatTolerance): RepeatTolerance {
  return {
    iou: written.iou ?? usual.iou,
    afterMinutes: written.after_minutes ?? usual.afterMinutes,
    forgottenAfterMinutes: written.forgotten_after_minutes ?? usual.forgottenAfterMinutes,
  };
}
