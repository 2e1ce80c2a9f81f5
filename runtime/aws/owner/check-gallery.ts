import { createPublicKey } from 'node:crypto';
import { GetParameterCommand, type SSMClient } from '@aws-sdk/client-ssm';
import { galleryKeyFingerprint } from '../gallery-key-parameter.ts';
import { askAbout } from './ask.ts';
import type { Deployment } from './deployment.ts';
import type { Finding } from './finding.ts';

const todo = 'Make a new one, and deploy it:\nnpm run -s intellicam -- gallery revoke';

/** Whether links can be signed; nothing where the page is not on AWS. */
export async function checkGallery(
  ssm: Pick<SSMClient, 'send'>,
  { gallery }: Pick<Deployment, 'gallery'>,
): Promise<readonly Finding[]> {
  if (gallery === undefined) return [];
  const { domain, keyParameter: Name } = gallery;
  const check = 'gallery';
  const command = new GetParameterCommand({ Name, WithDecryption: true });
  const absent = ['ParameterNotFound'];
  const found = await askAbout('ssm:GetParameter', absent, () => ssm.send(command));
  const key = found?.Parameter?.Value;
  if (key === undefined) {
    const lost = `The key that signs links, ${Name}, is gone: alerts bring none.`;
    return [{ check, state: 'problem', found: lost, todo }];
  }
  const publicKey = createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString();
  return Name.endsWith(`/${galleryKeyFingerprint(publicKey)}`)
    ? [{ check, state: 'ok', found: `The page is at ${domain}, and its key signs links.` }]
    : [
        {
          check,
          state: 'problem',
          found: `${Name} holds another key than CloudFront trusts.`,
          todo,
        },
      ];
}
