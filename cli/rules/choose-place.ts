import { existsSync } from 'node:fs';
import { UsageError } from '../../runtime/usage-error.ts';

/** What `--data` and `--config` said. */
export type GivenPlace = {
  readonly data?: string | undefined;
  readonly config?: string | undefined;
};

/** A pipeline of this machine, or one on AWS. */
type Place =
  | { readonly kind: 'local'; readonly folder: string }
  | { readonly kind: 'deployed'; readonly config?: string };

const usualFolder = 'intellicam-data';

/**
 * Chooses the pipeline that was named or, without a word, the only one there is. Where there are both,
 * nobody guesses: rules in the wrong place would leave the right one as it was.
 */
export function choosePlace({ data, config }: GivenPlace): Place {
  if (data !== undefined && config !== undefined) {
    throw new UsageError('--data names a pipeline of this machine, --config one on AWS: name one');
  }
  if (data !== undefined) return { kind: 'local', folder: data };
  if (config !== undefined) return { kind: 'deployed', config };
  const usualConfig = process.env.INTELLICAM_CONFIG || 'intellicam.yaml';
  const [isLocal, isDeployed] = [existsSync(usualFolder), existsSync(usualConfig)];
  if (isLocal && isDeployed) {
    throw new UsageError(
      `which pipeline? Say --data ${usualFolder} for this machine or --config ${usualConfig} for AWS`,
    );
  }
  if (isDeployed) return { kind: 'deployed' };
  if (isLocal) return { kind: 'local', folder: usualFolder };
  throw new UsageError(
    `find the pipeline: there is neither ${usualFolder} nor ${usualConfig} here; name one with --data or --config`,
  );
}
