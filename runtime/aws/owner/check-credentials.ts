import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { ask, UnansweredError } from './ask.ts';
import type { Deployment } from './deployment.ts';
import type { Finding } from './finding.ts';
import type { OwnerClients } from './owner-clients.ts';
import { kindOfFailure, whyUnanswered } from './why-unanswered.ts';

const check = 'credentials';

/** Looks who asks; unless that is `ok`, nothing else can be examined. */
export async function checkCredentials(
  { sts }: Pick<OwnerClients, 'sts'>,
  { account }: Pick<Deployment, 'account'>,
): Promise<Finding> {
  try {
    const caller = await ask('sts:GetCallerIdentity', () =>
      sts.send(new GetCallerIdentityCommand({})),
    );
    return judgeCaller({ account: caller.Account ?? '', arn: caller.Arn ?? 'somebody' }, account);
  } catch (error) {
    return judgeNobody(error);
  }
}

/** Whether the caller belongs to the account that the pipeline is in. */
export function judgeCaller(
  caller: { readonly account: string; readonly arn: string },
  account: string,
): Finding {
  if (caller.account === account) {
    return { check, state: 'ok', found: `You are ${caller.arn}.` };
  }
  return {
    check,
    state: 'problem',
    found: `You are ${caller.arn}, but the pipeline is in account ${account}.`,
    todo: `Choose the profile of account ${account}:\nexport AWS_PROFILE=<profile>`,
  };
}

/** Why there is no caller, and how to become one. */
export function judgeNobody(error: unknown): Finding {
  const why = whyUnanswered(error);
  const found = `${why.charAt(0).toUpperCase()}${why.slice(1)}.`;
  return { check, state: 'problem', found, todo: howToSignIn(error) };
}

function howToSignIn(error: unknown): string {
  const kind = kindOfFailure(error instanceof UnansweredError ? error.cause : error);
  switch (kind) {
    case 'expired':
      return 'Sign in again:\naws sso login --profile <profile>';
    case 'no-credentials':
      return (
        'Sign in and name the profile, or set up keys with `aws configure`:\n' +
        'aws sso login --profile <profile>\nexport AWS_PROFILE=<profile>'
      );
    case 'wrong-key':
      return 'Look which keys are used, and make new ones in IAM if they are gone:\naws configure list';
    case 'wrong-clock':
      return 'Set the clock of this machine.';
    case 'unreachable':
      return 'Look at the network, and at AWS_ENDPOINT_URL and HTTPS_PROXY if they are set.';
    case 'denied':
    case 'not-understood':
    case 'other':
      return 'See whether the AWS command line gets an answer:\naws sts get-caller-identity';
  }
}
