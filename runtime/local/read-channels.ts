import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hasErrorCode } from '../error-code.ts';
import { nameFromHere, parseYaml } from '../read-yaml.ts';
import { type Channels, ChannelsSchema } from './channels-schema.ts';

/** How people are told besides the outbox; where its owner wrote no file, by nothing. */
export async function readChannels(dataFolder: string): Promise<Channels> {
  const file = join(dataFolder, 'config', 'channels.yaml');
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (hasErrorCode(error, 'ENOENT')) return '{}';
    throw error;
  });
  return parseYaml(text, nameFromHere(file), ChannelsSchema);
}
