import * as v from 'valibot';
import { cooldownKinds, defaultNotificationPolicy } from '../runtime/notification-policy.ts';
import { oneOf } from '../runtime/place-schemas.ts';

const { cooldownSeconds, cooldown, visitGapSeconds, perHour, perDay } = defaultNotificationPolicy;
const { lateAfterMinutes, rejectedMinutes, summaryHour } = defaultNotificationPolicy;

const WholeNumber = (
  otherwise: number,
  [least, most]: readonly [number, number],
  description: string,
) => {
  const must = `must be a whole number from ${least} to ${most}`;
  return v.optional(
    v.pipe(
      v.number(must),
      v.integer(must),
      v.minValue(least, must),
      v.maxValue(most, must),
      v.description(description),
    ),
    otherwise,
  );
};

const hourMust = 'must be an hour from 0 to 23, or off';

/** What an owner may say about when alarms ring; all of it can be left out. */
export const NotificationsSchema = v.pipe(
  v.strictObject({
    cooldownSeconds: WholeNumber(
      cooldownSeconds,
      [0, 86_400],
      'After a message of a label, its further alarms wait so long for a digest; 0: each rings.',
    ),
    cooldown: v.optional(
      v.pipe(
        v.picklist(cooldownKinds, oneOf(cooldownKinds)),
        v.description('interval counts from the message, idle from the last alarm.'),
      ),
      cooldown,
    ),
    visitGapSeconds: WholeNumber(
      visitGapSeconds,
      [1, 3600],
      'Pictures with no longer gap between them are one visit.',
    ),
    perHour: WholeNumber(perHour, [0, 1000], 'How many alarms of a camera ring; 0: any number.'),
    perDay: WholeNumber(perDay, [0, 1000], 'How many alarms of a camera ring; 0: any number.'),
    lateAfterMinutes: WholeNumber(
      lateAfterMinutes,
      [1, 43_200],
      'What was taken longer ago does not ring when it arrives.',
    ),
    rejectedMinutes: WholeNumber(
      rejectedMinutes,
      [0, 10_080],
      'After a message about unreadable pictures of a camera, further ones wait so long; 0: none waits.',
    ),
    summaryHour: v.optional(
      v.pipe(
        v.union(
          [
            v.pipe(
              v.number(),
              v.integer(hourMust),
              v.minValue(0, hourMust),
              v.maxValue(23, hourMust),
            ),
            v.literal('off'),
          ],
          hourMust,
        ),
        v.description('From that hour on you are told of the day before; off: never.'),
      ),
      summaryHour,
    ),
  }),
  v.description('When alarms ring, and when they wait to be told of together.'),
);
