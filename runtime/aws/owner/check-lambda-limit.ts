import { GetAccountSettingsCommand } from '@aws-sdk/client-lambda';
import { ask } from './ask.ts';
import type { Finding } from './finding.ts';
import type { OwnerClients } from './owner-clients.ts';

const check = 'lambda';
// All functions of the pipeline at once take 17.
const enough = 20;
const usual = 1000;

/** Looks how many functions the account may run at the same time. */
export async function checkLambdaLimit(
  { lambda }: Pick<OwnerClients, 'lambda'>,
  region: string,
): Promise<readonly Finding[]> {
  const { AccountLimit } = await ask('lambda:GetAccountSettings', () =>
    lambda.send(new GetAccountSettingsCommand({})),
  );
  return [judgeLambdaLimit(AccountLimit?.ConcurrentExecutions, region)];
}

/** Whether that is enough for this pipeline; new accounts have 10. */
export function judgeLambdaLimit(limit: number | undefined, region: string): Finding {
  if (limit === undefined) {
    return {
      check,
      state: 'unknown',
      found: 'AWS does not say how many functions may run at once.',
    };
  }
  const found = `The account may run ${limit} functions at the same time.`;
  if (limit >= enough) return { check, state: 'ok', found };
  return {
    check,
    state: 'warning',
    found: `${found} When many pictures come at once, they wait and alarms come late.`,
    todo: `Ask for more; it costs nothing and takes a day or two:\naws service-quotas request-service-quota-increase --service-code lambda --quota-code L-B99A9384 --desired-value ${usual} --region ${region}`,
  };
}
