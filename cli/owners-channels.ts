import type { Channels } from '../runtime/local/channels-schema.ts';
import { readChannels } from '../runtime/local/read-channels.ts';
import { ConfigurationError } from '../runtime/read-yaml.ts';
import { UsageError } from '../runtime/usage-error.ts';

/** How people are told from a data folder; what is wrong with the file is its owner's to read. */
export async function ownersChannels(dataFolder: string): Promise<Channels> {
  try {
    return await readChannels(dataFolder);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    throw new UsageError(error.message, { cause: error });
  }
}
