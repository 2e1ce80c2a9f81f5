import * as v from 'valibot';
import {
  defaultLabelingPolicy,
  type LabelingPolicy,
  unavailableChoices,
} from '../labeling-policy.ts';

const { whenUnavailable, ringAfterMinutes } = defaultLabelingPolicy;

const Whole = v.pipe(v.string(), v.regex(/^\d{1,9}$/, 'is no whole number'), v.transform(Number));

/** The variables that say what becomes of pictures that cannot be labelled. */
export const labelingVariables = {
  INTELLICAM_WHEN_UNAVAILABLE: v.optional(
    v.picklist(unavailableChoices, `is none of ${unavailableChoices.join(', ')}`),
    whenUnavailable,
  ),
  INTELLICAM_RING_AFTER_MINUTES: v.optional(Whole, String(ringAfterMinutes)),
  INTELLICAM_MONTHLY_PICTURES: v.optional(Whole),
} as const;

type Read = {
  readonly [Name in keyof typeof labelingVariables]?: v.InferOutput<
    (typeof labelingVariables)[Name]
  >;
};

/** The policy in what was read of a function's environment. */
export function labelingPolicyOf(environment: Read): LabelingPolicy {
  return {
    whenUnavailable: environment.INTELLICAM_WHEN_UNAVAILABLE ?? whenUnavailable,
    ringAfterMinutes: environment.INTELLICAM_RING_AFTER_MINUTES ?? ringAfterMinutes,
    monthlyPictures: environment.INTELLICAM_MONTHLY_PICTURES,
  };
}
