import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import * as v from 'valibot';
import type { GalleryLink } from '../gallery-link.ts';
import { clientSettings } from './client-settings.ts';
import { signGalleryLink } from './sign-gallery-link.ts';

/** What a function that makes links is told of the gallery. */
const GallerySchema = v.object({
  domain: v.pipe(v.string(), v.nonEmpty()),
  keyId: v.pipe(v.string(), v.nonEmpty()),
  keyParameter: v.pipe(v.string(), v.nonEmpty()),
  linkDays: v.pipe(v.number(), v.minValue(1)),
});
export type HostedGallery = v.InferOutput<typeof GallerySchema>;

const secondsOfDay = 24 * 60 * 60;

type LinkOptions = {
  readonly ssm: Pick<SSMClient, 'send'>;
  readonly gallery: HostedGallery;
  readonly now: () => Date;
};

/** Links to the gallery that CloudFront lets in. The key is read once, at the first link. */
export function signedGalleryLink({ ssm, gallery, now }: LinkOptions): GalleryLink {
  const { domain, keyId, keyParameter, linkDays } = gallery;
  let key: Promise<string> | undefined;
  return async (place) => {
    key ??= readKey(ssm, keyParameter).catch((error: unknown) => {
      key = undefined;
      throw error;
    });
    const expiresAt = new Date(now().getTime() + linkDays * secondsOfDay * 1000);
    return signGalleryLink({ domain, keyId, privateKey: await key }, place, expiresAt);
  };
}

/** The links of a function; undefined where no gallery is hosted. */
export function galleryLinkPort(text: string | undefined): GalleryLink | undefined {
  if (text === undefined || text === '') return undefined;
  const gallery = v.parse(GallerySchema, JSON.parse(text));
  return signedGalleryLink({ ssm: new SSMClient(clientSettings), gallery, now: () => new Date() });
}

async function readKey(ssm: Pick<SSMClient, 'send'>, Name: string): Promise<string> {
  const { Parameter } = await ssm.send(new GetParameterCommand({ Name, WithDecryption: true }));
  if (Parameter?.Value) return Parameter.Value;
  throw new Error(`read the gallery's key ${Name}: the parameter is empty`);
}
