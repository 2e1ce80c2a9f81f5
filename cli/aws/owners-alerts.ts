import type { Configuration } from '../../infra/configuration.ts';
import { sesMails } from '../../infra/recipients.ts';
import { type Alerts, alertsOver } from '../../runtime/alerts.ts';
import type { Deployment } from '../../runtime/aws/owner/deployment.ts';
import { ownerClients } from '../../runtime/aws/owner/owner-clients.ts';
import { sesMailChannel } from '../../runtime/aws/ses-mail-channel.ts';
import { snsAlertChannel } from '../../runtime/aws/sns-alert-channel.ts';

/** The pipeline's ways to people, with the rights of the person at the keyboard and without claims. */
export function ownersAlerts(
  configuration: Configuration,
  { region, alarmTopicArn }: Deployment,
): Alerts {
  const { sns, ses } = ownerClients(region);
  const mails = sesMails(configuration);
  return alertsOver({
    channels: {
      sns: snsAlertChannel({ client: sns, topicArn: alarmTopicArn }),
      ...(mails && {
        mail: sesMailChannel({
          ...{ ...mails, from: `IntelliCam <${mails.from}>` },
          ...{ client: ses, now: () => new Date() },
        }),
      }),
    },
  });
}
