import { GetSMSAttributesCommand, GetSMSSandboxAccountStatusCommand } from '@aws-sdk/client-sns';
import { ask } from './ask.ts';
import { examine, type Finding } from './finding.ts';
import type { OwnerClients } from './owner-clients.ts';

const check = 'sms';
// What every account begins with; SNS does not tell it until it was changed once.
const firstLimitDollars = 1;

/** Looks what keeps messages from phones; only worth asking when somebody is told by SMS. */
export async function checkSms(
  { sns }: Pick<OwnerClients, 'sns'>,
  region: string,
): Promise<readonly Finding[]> {
  const findings = await Promise.all([
    examine(check, async () => {
      const { IsInSandbox } = await ask('sns:GetSMSSandboxAccountStatus', () =>
        sns.send(new GetSMSSandboxAccountStatusCommand({})),
      );
      return [judgeSandbox(IsInSandbox === true, region)];
    }),
    examine(check, async () => {
      const name = 'MonthlySpendLimit';
      const { attributes } = await ask('sns:GetSMSAttributes', () =>
        sns.send(new GetSMSAttributesCommand({ attributes: [name] })),
      );
      return [judgeSpendLimit(Number(attributes?.[name] ?? firstLimitDollars), region)];
    }),
  ]);
  return findings.flat();
}

/** In the sandbox SNS sends to verified numbers only, and says nothing of the others. */
export function judgeSandbox(sandboxed: boolean, region: string): Finding {
  if (!sandboxed) return { check, state: 'ok', found: 'Messages go to any phone number.' };
  return {
    check,
    state: 'warning',
    found: 'SNS is in its SMS sandbox: messages go to verified numbers only, others get none.',
    todo:
      'Verify each number, first the one and then, with the code that was sent to it, the other; ' +
      'or leave the sandbox in the SNS console, under Text messaging:\n' +
      `aws sns create-sms-sandbox-phone-number --phone-number <number> --region ${region}\n` +
      `aws sns verify-sms-sandbox-phone-number --phone-number <number> --one-time-password <code> --region ${region}`,
  };
}

/** Beyond the limit SNS sends nothing for the rest of the month. */
export function judgeSpendLimit(dollars: number, region: string): Finding {
  const found = `Messages to phones stop when they have cost ${dollars} dollar${dollars === 1 ? '' : 's'} in a month`;
  if (dollars > firstLimitDollars) return { check, state: 'ok', found: `${found}.` };
  return {
    check,
    state: 'warning',
    found: `${found}: 10 to 150 messages, depending on the country.`,
    todo: `Ask AWS Support for a higher SMS spend limit; once it is granted, use it:\naws sns set-sms-attributes --attributes MonthlySpendLimit=10 --region ${region}`,
  };
}
