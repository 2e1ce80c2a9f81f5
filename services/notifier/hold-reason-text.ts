import type { HoldReason } from '../../contracts/camera-incidents.ts';

/** Why an alarm did not ring at once, in words that follow a number of pictures. */
export const holdReasonText: Readonly<Record<HoldReason, string>> = {
  'same-visit': 'of a visit that had rung already',
  cooldown: 'soon after another alarm',
  cap: 'more than may ring in an hour or a day',
  snoozed: 'while this was snoozed',
  disarmed: 'while the alarms were off',
  late: 'arrived too late to ring',
};
