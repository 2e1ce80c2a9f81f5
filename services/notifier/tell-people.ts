import type { Alert } from '../../runtime/alert-channel.ts';
import type { ChannelReport } from '../../runtime/alerts.ts';
import type { Deps } from '../../runtime/ports.ts';
import { type Telling, tellingOf } from '../../runtime/telling-of.ts';
import { composeTrouble } from './compose-trouble.ts';

type Refused = Extract<ChannelReport, { readonly state: 'refused' }>;

/** Sends alerts through every channel; what one refuses is told over the others, once a day. */
export function tellPeople({ alerts, log, now }: Pick<Deps<'alerts'>, 'alerts' | 'log' | 'now'>) {
  return async (alert: Alert): Promise<Telling> => {
    const reports = await alerts.send(alert);
    const refused = reports.filter((report) => report.state === 'refused');
    const troubles = await Promise.all(refused.map((report) => tellOfRefusal(alert, report)));
    return tellingOf(alert.id, reports, troubles.flat());
  };

  async function tellOfRefusal(alert: Alert, { channel, refused, todo }: Refused) {
    log.warn('a channel refused an alert', { alertId: alert.id, channel, reason: refused });
    const trouble = composeTrouble({ channel, refused, todo }, alert, now());
    // A channel that refuses this one, too, is not worth a further message.
    return alerts.send(trouble, [channel]);
  }
}
