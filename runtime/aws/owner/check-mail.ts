import { GetAccountCommand } from '@aws-sdk/client-sesv2';
import { ask } from './ask.ts';
import type { Finding } from './finding.ts';
import type { OwnerClients } from './owner-clients.ts';

/** Looks in which state SES is, for those who know that mails need it; here they do not. */
export async function checkMail({ ses }: Pick<OwnerClients, 'ses'>): Promise<readonly Finding[]> {
  const account = await ask('ses:GetAccount', () => ses.send(new GetAccountCommand({})));
  return [
    judgeMail({
      production: account.ProductionAccessEnabled === true,
      sending: account.SendingEnabled === true,
    }),
  ];
}

/** Whatever state SES is in: alarms go by SNS. */
export function judgeMail(ses: {
  readonly production: boolean;
  readonly sending: boolean;
}): Finding {
  const where = ses.production ? 'SES is in production' : 'SES is in its sandbox';
  const sending = ses.sending ? 'may send' : 'may not send';
  const found = `${where} and ${sending}; no matter, as alarms are mailed by SNS without it.`;
  return { check: 'mail', state: 'ok', found };
}
