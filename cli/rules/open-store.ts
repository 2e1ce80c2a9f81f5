import { existsSync } from 'node:fs';
import { UsageError } from '../../runtime/usage-error.ts';
import { localStore } from './local-store.ts';
import type { LoadDeployed, RulesStore } from './rules-store.ts';

type Place = { readonly data?: string | undefined; readonly config?: string | undefined };

const usualFolder = 'intellicam-data';

/**
 * Opens the store that was named or, without a word, the only one there is. Where there are both,
 * nobody guesses: rules in the wrong place would leave the right one as it was.
 */
export async function openStore(
  { data, config }: Place,
  loadDeployed: LoadDeployed,
): Promise<RulesStore> {
  if (data !== undefined && config !== undefined) {
    throw new UsageError('--data names a pipeline of this machine, --config one on AWS: name one');
  }
  const deployed = async () => (await loadDeployed()).deployedStore(config);
  if (data !== undefined) return localStore(data);
  if (config !== undefined) return deployed();
  const usualConfig = process.env.INTELLICAM_CONFIG || 'intellicam.yaml';
  const [isLocal, isDeployed] = [existsSync(usualFolder), existsSync(usualConfig)];
  if (isLocal && isDeployed) {
    throw new UsageError(
      `which pipeline? Say --data ${usualFolder} for this machine or --config ${usualConfig} for AWS`,
    );
  }
  if (isDeployed) return deployed();
  if (isLocal) return localStore(usualFolder);
  throw new UsageError(
    `find the pipeline: there is neither ${usualFolder} nor ${usualConfig} here; name one with --data or --config`,
  );
}
