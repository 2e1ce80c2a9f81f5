import {
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
  type PublicAccessBlockConfiguration,
} from '@aws-sdk/client-s3';
import { askAbout } from './ask.ts';
import { examine, type Finding } from './finding.ts';
import type { OwnerClients } from './owner-clients.ts';

const check = 'bucket';
const deploy = 'Put it right:\nnpx cdktf deploy';

/** Looks whether the pictures are safe from being overwritten, and from the public. */
export async function checkBucket(
  { s3 }: Pick<OwnerClients, 's3'>,
  bucket: string,
): Promise<readonly Finding[]> {
  const findings = await Promise.all([
    examine(check, async () => {
      const answer = await askAbout('s3:GetBucketVersioning', ['NoSuchBucket'], () =>
        s3.send(new GetBucketVersioningCommand({ Bucket: bucket })),
      );
      return [judgeVersioning(answer === undefined ? 'gone' : answer.Status)];
    }),
    examine(check, async () => {
      const answer = await askAbout(
        's3:GetBucketPublicAccessBlock',
        ['NoSuchPublicAccessBlockConfiguration'],
        () => s3.send(new GetPublicAccessBlockCommand({ Bucket: bucket })),
      );
      return [judgePublicAccess(answer?.PublicAccessBlockConfiguration)];
    }),
  ]);
  return findings.flat();
}

/** Without versions, a picture that is uploaded under a taken name replaces the first one. */
function judgeVersioning(status: string | 'gone' | undefined): Finding {
  if (status === 'gone') {
    return { check, state: 'problem', found: 'The bucket is gone.', todo: deploy };
  }
  if (status === 'Enabled') {
    return { check, state: 'ok', found: 'Each version of an object is kept.' };
  }
  return {
    check,
    state: 'problem',
    found:
      'Versioning is off: of two pictures that are uploaded under one name, the first may be lost.',
    todo: deploy,
  };
}

const blocks = [
  'BlockPublicAcls',
  'BlockPublicPolicy',
  'IgnorePublicAcls',
  'RestrictPublicBuckets',
] as const satisfies readonly (keyof PublicAccessBlockConfiguration)[];

/** All four blocks have to be on. */
function judgePublicAccess(configuration: PublicAccessBlockConfiguration = {}): Finding {
  const off = blocks.filter((block) => configuration[block] !== true);
  if (off.length === 0) return { check, state: 'ok', found: 'Public access is blocked.' };
  return {
    check,
    state: 'problem',
    found: `Public access is not blocked (${off.join(', ')}): a slip could show the pictures to all.`,
    todo: deploy,
  };
}
