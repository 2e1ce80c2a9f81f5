import { GetAccountCommand, GetEmailIdentityCommand } from '@aws-sdk/client-sesv2';
import { ask, askAbout } from './ask.ts';
import { examine, type Finding } from './finding.ts';
import { maskEndpoint } from './mask-endpoint.ts';
import type { OwnerClients } from './owner-clients.ts';

const check = 'mail';

/** Who mails to whom by SES; undefined where the configuration wants no such mails. */
export type WantedMails = {
  readonly from: string;
  /** Everybody, the sender among them. */
  readonly addresses: readonly string[];
};

/** Looks whether SES mails alarms, or in which state it is for those who may want it to. */
export async function checkMail(
  { ses }: Pick<OwnerClients, 'ses'>,
  wanted: WantedMails | undefined,
): Promise<readonly Finding[]> {
  const account = await ask('ses:GetAccount', () => ses.send(new GetAccountCommand({})));
  const state = {
    production: account.ProductionAccessEnabled === true,
    sending: account.SendingEnabled === true,
  };
  if (wanted === undefined) return [judgeMail(state)];
  const needed = state.production ? [wanted.from] : wanted.addresses;
  const findings = await Promise.all(
    needed.map((address) =>
      examine(check, async () => [await checkAddress(ses, address, address === wanted.from)]),
    ),
  );
  return [judgeSending(state), ...findings.flat()];
}

async function checkAddress(
  ses: OwnerClients['ses'],
  address: string,
  isSender: boolean,
): Promise<Finding> {
  const identity = await askAbout('ses:GetEmailIdentity', ['NotFoundException'], () =>
    ses.send(new GetEmailIdentityCommand({ EmailIdentity: address })),
  );
  return judgeAddress(address, isSender, identity?.VerifiedForSendingStatus);
}

/** Whether SES may mail from or to an address; undefined: it does not know it. */
export function judgeAddress(
  address: string,
  isSender: boolean,
  verified: boolean | undefined,
): Finding {
  const masked = maskEndpoint('email', address);
  if (verified === true) return { check, state: 'ok', found: `SES knows ${masked}.` };
  const loss = isSender ? 'no alarm is mailed' : 'SES refuses mails to it, and to all with it';
  return {
    check,
    state: 'problem',
    found: `SES has not verified ${masked}: ${loss}.`,
    todo:
      verified === undefined
        ? 'Have AWS send it a link:\nnpx cdktf deploy'
        : 'Open the mail from Amazon Web Services, in the spam folder if need be, and follow its link.',
  };
}

type SesState = { readonly production: boolean; readonly sending: boolean };

/** Whether SES sends at all, and to whom. */
export function judgeSending({ production, sending }: SesState): Finding {
  if (!sending) {
    const found = 'SES may not send: alarms are not mailed.';
    const todo = 'Look in the SES console, under Account dashboard, why it was paused.';
    return { check, state: 'problem', found, todo };
  }
  if (production) return { check, state: 'ok', found: 'SES mails to any address.' };
  return {
    check,
    state: 'warning',
    found: 'SES is in its sandbox: 200 mails a day, and only to addresses that it has verified.',
    todo: 'That may be enough. If not, ask for production access in the SES console, under Account dashboard.',
  };
}

/** Whatever state SES is in: alarms go by SNS. */
export function judgeMail(ses: SesState): Finding {
  const where = ses.production ? 'SES is in production' : 'SES is in its sandbox';
  const sending = ses.sending ? 'may send' : 'may not send';
  const found = `${where} and ${sending}; no matter, as alarms are mailed by SNS without it.`;
  return { check, state: 'ok', found };
}
