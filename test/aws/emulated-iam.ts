import { parsePolicy, type Statement } from './role-policy.ts';

export type AccessKey = { readonly accessKeyId: string; readonly secretAccessKey: string };

/**
 * The emulator's IAM, and its switch for enforcing it.
 *
 * Its calls are plain queries: as long as nothing is enforced, nobody needs to sign them.
 */
export function emulatedIam(endpoint: string) {
  return {
    ...{ createAdministrator, createKey, deleteKey, policiesOf, policiesOfUser },
    ...{ allowEverywhere, takeBack, roleNames, userNames, enforce },
  };

  /** A user who may do everything, for whoever stands outside of the pipeline. */
  async function createAdministrator(): Promise<AccessKey> {
    const UserName = administrator;
    await query({ Action: 'CreateUser', UserName });
    const PolicyDocument = documentOf(['*']);
    await query({ Action: 'PutUserPolicy', UserName, PolicyName: 'everything', PolicyDocument });
    return createKey(UserName);
  }

  async function createKey(UserName: string): Promise<AccessKey> {
    const key = await query({ Action: 'CreateAccessKey', UserName });
    return {
      accessKeyId: element(key, 'AccessKeyId'),
      secretAccessKey: element(key, 'SecretAccessKey'),
    };
  }

  async function deleteKey(UserName: string, AccessKeyId: string): Promise<void> {
    await query({ Action: 'DeleteAccessKey', UserName, AccessKeyId });
  }

  /** What a user may do: its inline policies. */
  async function policiesOfUser(UserName: string): Promise<readonly Statement[]> {
    const names = elements(await query({ Action: 'ListUserPolicies', UserName }), 'member');
    return documents(names, (PolicyName) => ({ Action: 'GetUserPolicy', UserName, PolicyName }));
  }

  /** What a function's role may do: its inline policies. Throws when Lambda may not assume it. */
  async function policiesOf(RoleName: string): Promise<readonly Statement[]> {
    const trust = element(await query({ Action: 'GetRole', RoleName }), 'AssumeRolePolicyDocument');
    if (!decodeURIComponent(trust).includes('"lambda.amazonaws.com"')) {
      throw new Error(`assume role ${RoleName}: it does not trust Lambda`);
    }
    const inline = elements(await query({ Action: 'ListRolePolicies', RoleName }), 'member');
    return documents(inline, (PolicyName) => ({ Action: 'GetRolePolicy', RoleName, PolicyName }));
  }

  async function documents(
    names: readonly string[],
    get: (policy: string) => Readonly<Record<string, string>>,
  ): Promise<readonly Statement[]> {
    const texts = await Promise.all(
      names.map(async (name) => element(await query(get(name)), 'PolicyDocument')),
    );
    return texts.flatMap((text) => parsePolicy(decodeURIComponent(text)));
  }

  /** Has the emulator pass these actions of a role, whose resources somebody else checks. */
  async function allowEverywhere(RoleName: string, actions: readonly string[]): Promise<void> {
    const PolicyDocument = documentOf(actions);
    await query({
      Action: 'PutRolePolicy',
      RoleName,
      PolicyName: checkedElsewhere,
      PolicyDocument,
    });
  }

  async function takeBack(RoleName: string): Promise<void> {
    await query({ Action: 'DeleteRolePolicy', RoleName, PolicyName: checkedElsewhere });
  }

  async function roleNames(): Promise<readonly string[]> {
    return elements(await query({ Action: 'ListRoles' }), 'RoleName');
  }

  async function userNames(): Promise<readonly string[]> {
    return elements(await query({ Action: 'ListUsers' }), 'UserName').filter(
      (name) => name !== administrator,
    );
  }

  /** From now on, every call needs a signature and a policy; or no longer. */
  async function enforce(enforced: boolean): Promise<void> {
    const answer = await fetch(`${endpoint}/moto-api/reset-auth`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: enforced ? '0' : 'inf',
    });
    if (!answer.ok) throw new Error(`enforce IAM: the emulator answered ${answer.status}`);
  }

  async function query(parameters: Readonly<Record<string, string>>): Promise<string> {
    const answer = await fetch(endpoint, {
      method: 'POST',
      headers: {
        authorization: 'AWS4-HMAC-SHA256 Credential=x/20260101/us-east-1/iam/aws4_request',
      },
      body: new URLSearchParams({ Version: '2010-05-08', ...parameters }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${parameters.Action} in the emulated IAM: ${text}`);
    return text;
  }
}

const administrator = 'administrator';
const checkedElsewhere = 'checked-by-the-gate';

function documentOf(Action: readonly string[]): string {
  const Statement = [{ Effect: 'Allow', Action, Resource: '*' }];
  return JSON.stringify({ Version: '2012-10-17', Statement });
}

function element(xml: string, name: string): string {
  const [first] = elements(xml, name);
  if (first === undefined) throw new Error(`read the emulated IAM's answer: no ${name}`);
  return first;
}

function elements(xml: string, name: string): readonly string[] {
  return [...xml.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map(
    ([, text = '']) => text,
  );
}
