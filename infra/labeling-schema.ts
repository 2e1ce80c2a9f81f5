import * as v from 'valibot';
import { defaultLabelingPolicy, unavailableChoices } from '../runtime/labeling-policy.ts';
import { oneOf } from '../runtime/place-schemas.ts';

const minutesToRing = 'must be a whole number of minutes from 0 to 60';

/** What an owner may say about what pictures are labelled with, and when they are not. */
export const LabelerSchema = v.strictObject({
  leastConfidence: v.optional(
    v.pipe(
      v.number('must be a number from 0 to 100'),
      v.minValue(0, 'must be a number from 0 to 100'),
      v.maxValue(100, 'must be a number from 0 to 100'),
      v.description('Labels that are less sure than this, in percent, are not listed.'),
    ),
    55,
  ),
  maxLabels: v.optional(
    v.pipe(
      v.number('must be a whole number from 1 to 1000'),
      v.integer('must be a whole number from 1 to 1000'),
      v.minValue(1, 'must be a whole number from 1 to 1000'),
      v.maxValue(1000, 'must be a whole number from 1 to 1000'),
      v.description('How many labels a picture gets at most.'),
    ),
    50,
  ),
  whenUnavailable: v.optional(
    v.pipe(
      v.picklist(unavailableChoices, oneOf(unavailableChoices)),
      v.description(
        'hold: pictures wait until they can be labelled; ring: what moves is an alarm then.',
      ),
    ),
    defaultLabelingPolicy.whenUnavailable,
  ),
  ringAfterMinutes: v.optional(
    v.pipe(
      v.number(minutesToRing),
      v.integer(minutesToRing),
      v.minValue(0, minutesToRing),
      v.maxValue(60, minutesToRing),
      v.description('With ring: for how long labelling is tried first.'),
    ),
    defaultLabelingPolicy.ringAfterMinutes,
  ),
});

const stopAt = 'must be an amount of dollars, at least 1';

/** What an owner may say about what it costs. */
export const SpendSchema = v.strictObject({
  stopAtDollars: v.optional(
    v.pipe(
      v.number(stopAt),
      v.minValue(1, stopAt),
      v.description(
        'No more pictures are labelled in a month than Rekognition takes that for. Without it, there is no end.',
      ),
    ),
  ),
  monthlyDollars: v.optional(
    v.pipe(
      v.number('must be an amount of dollars'),
      v.minValue(1, 'must be at least 1 dollar'),
      v.description('You are told when a day costs more than a month of such days may.'),
    ),
    20,
  ),
});
