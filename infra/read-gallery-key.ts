import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { resourceName } from './resource-name.ts';

/** The file beside the configuration with the public half of the key that signs links. */
export function galleryKeyFile(configurationFile: string, stage: string): string {
  return join(dirname(configurationFile), `${resourceName(stage, 'gallery')}.pem`);
}

/** The public key, as PEM; undefined where the owner has made none, and wants no gallery on AWS. */
export function readGalleryKey(configurationFile: string, stage: string): string | undefined {
  const file = galleryKeyFile(configurationFile, stage);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
