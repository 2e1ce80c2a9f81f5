import {
  CreateAccessKeyCommand,
  DeleteAccessKeyCommand,
  type IAMClient,
  ListAccessKeysCommand,
} from '@aws-sdk/client-iam';
import { ask, askAbout } from './ask.ts';

/** An access key as it was made; nobody can read its secret a second time. */
export type NewAccessKey = { readonly accessKeyId: string; readonly secretAccessKey: string };

export type KnownAccessKey = {
  readonly accessKeyId: string;
  readonly active: boolean;
  /** ISO 8601 */
  readonly since: string | undefined;
};

/** Makes an access key for a camera's user; undefined when it has two, and may have no more. */
export async function makeAccessKey(
  iam: IAMClient,
  user: string,
): Promise<NewAccessKey | undefined> {
  const made = await askAbout(
    'iam:CreateAccessKey',
    ['LimitExceeded', 'LimitExceededException'],
    () => iam.send(new CreateAccessKeyCommand({ UserName: user })),
  );
  if (made === undefined) return undefined;
  const { AccessKeyId: accessKeyId = '', SecretAccessKey: secretAccessKey = '' } =
    made.AccessKey ?? {};
  return { accessKeyId, secretAccessKey };
}

/** The access keys of a user; none when there is no such user. */
export async function accessKeysOf(
  iam: IAMClient,
  user: string,
): Promise<readonly KnownAccessKey[]> {
  const listed = await askAbout(
    'iam:ListAccessKeys',
    ['NoSuchEntity', 'NoSuchEntityException'],
    () => iam.send(new ListAccessKeysCommand({ UserName: user })),
  );
  return (listed?.AccessKeyMetadata ?? []).map(({ AccessKeyId = '', Status, CreateDate }) => ({
    accessKeyId: AccessKeyId,
    active: Status === 'Active',
    since: CreateDate?.toISOString(),
  }));
}

/** Deletes all access keys of a user; gives back how many there were. */
export async function deleteAccessKeys(iam: IAMClient, user: string): Promise<number> {
  const keys = await accessKeysOf(iam, user);
  for (const { accessKeyId } of keys) {
    await ask('iam:DeleteAccessKey', () =>
      iam.send(new DeleteAccessKeyCommand({ UserName: user, AccessKeyId: accessKeyId })),
    );
  }
  return keys.length;
}
