import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { clientSettings } from '../client-settings.ts';
import { galleryKeyFingerprint, galleryKeyParameter } from '../gallery-key-parameter.ts';
import { ask } from './ask.ts';

export function ssmClient(region: string): SSMClient {
  return new SSMClient({ ...clientSettings, region });
}

/**
 * Makes the key that signs links. Its private half goes encrypted into the owner's account and is
 * written nowhere else; resolves with the public one, as PEM.
 */
export async function makeGalleryKey(ssm: SSMClient, stage: string): Promise<string> {
  const { publicKey, privateKey } = await promisify(generateKeyPair)('rsa', {
    // The only size and kind that CloudFront takes besides ECDSA.
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const Name = galleryKeyParameter(stage, galleryKeyFingerprint(publicKey));
  const Description = 'Signs links to the gallery';
  const parameter = { Name, Description, Type: 'SecureString', Value: privateKey } as const;
  await ask('ssm:PutParameter', () => ssm.send(new PutParameterCommand(parameter)));
  return publicKey;
}
