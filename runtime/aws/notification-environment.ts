import * as v from 'valibot';
import {
  cooldownKinds,
  defaultNotificationPolicy,
  type NotificationPolicy,
} from '../notification-policy.ts';

const { cooldownSeconds, cooldown, visitGapSeconds, perHour, perDay } = defaultNotificationPolicy;
const { lateAfterMinutes, rejectedMinutes, summaryHour } = defaultNotificationPolicy;

function whole(otherwise: number) {
  return v.optional(
    v.pipe(v.string(), v.regex(/^\d{1,9}$/, 'is no whole number'), v.transform(Number)),
    String(otherwise),
  );
}

const HourText = v.pipe(
  v.string(),
  v.regex(/^(?:off|1?\d|2[0-3])$/, 'is no hour of a day, and not off'),
  v.transform((text) => (text === 'off' ? text : Number(text))),
);

/** The variables that say when alarms ring; the owner's configuration fills them. */
export const notificationVariables = {
  INTELLICAM_COOLDOWN_SECONDS: whole(cooldownSeconds),
  INTELLICAM_COOLDOWN: v.optional(
    v.picklist(cooldownKinds, `is none of ${cooldownKinds.join(', ')}`),
    cooldown,
  ),
  INTELLICAM_VISIT_GAP_SECONDS: whole(visitGapSeconds),
  INTELLICAM_ALARMS_PER_HOUR: whole(perHour),
  INTELLICAM_ALARMS_PER_DAY: whole(perDay),
  INTELLICAM_LATE_AFTER_MINUTES: whole(lateAfterMinutes),
  INTELLICAM_REJECTED_MINUTES: whole(rejectedMinutes),
  INTELLICAM_SUMMARY_HOUR: v.optional(HourText, String(summaryHour)),
} as const;

type Read = {
  readonly [Name in keyof typeof notificationVariables]: v.InferOutput<
    (typeof notificationVariables)[Name]
  >;
};

/** The policy in what was read of a function's environment. */
export function notificationPolicyOf(environment: Read): NotificationPolicy {
  return {
    cooldownSeconds: environment.INTELLICAM_COOLDOWN_SECONDS,
    cooldown: environment.INTELLICAM_COOLDOWN,
    visitGapSeconds: environment.INTELLICAM_VISIT_GAP_SECONDS,
    perHour: environment.INTELLICAM_ALARMS_PER_HOUR,
    perDay: environment.INTELLICAM_ALARMS_PER_DAY,
    lateAfterMinutes: environment.INTELLICAM_LATE_AFTER_MINUTES,
    rejectedMinutes: environment.INTELLICAM_REJECTED_MINUTES,
    summaryHour: environment.INTELLICAM_SUMMARY_HOUR,
    clock: 'arrival',
  };
}
