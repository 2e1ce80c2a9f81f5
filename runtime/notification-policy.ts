/** When an alarm rings, and when it waits to be told of with others. */
export type NotificationPolicy = {
  /** After a message of a label, its further alarms wait so long. 0: every alarm rings. */
  readonly cooldownSeconds: number;
  /** `interval` counts from the message; `idle` anew from each alarm, until there is silence. */
  readonly cooldown: 'interval' | 'idle';
  /** Pictures with no longer gap between them are one visit. */
  readonly visitGapSeconds: number;
  /** How many alarms of a camera ring at most; 0: any number. */
  readonly perHour: number;
  readonly perDay: number;
  /** What was captured longer ago does not ring any more. */
  readonly lateAfterMinutes: number;
  /** After a message about rejected pictures of a camera, further ones wait so long. 0: never. */
  readonly rejectedMinutes: number;
  /** From which hour of the day on, in the configured zone, the owner is told of the day before. */
  readonly summaryHour: number | 'off';
  /**
   * Which time counts. With `capture` pictures ring as if each were told of when it was taken,
   * for a day that is over: then none is late.
   */
  readonly clock: 'arrival' | 'capture';
};

export const cooldownKinds = ['interval', 'idle'] as const;

export const defaultNotificationPolicy: NotificationPolicy = {
  cooldownSeconds: 300,
  cooldown: 'interval',
  visitGapSeconds: 60,
  perHour: 20,
  perDay: 100,
  lateAfterMinutes: 60,
  rejectedMinutes: 60,
  summaryHour: 8,
  clock: 'arrival',
};
