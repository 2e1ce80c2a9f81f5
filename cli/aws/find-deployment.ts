import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Configuration } from '../../infra/configuration.ts';
import { ConfigurationError, readConfiguration } from '../../infra/read-configuration.ts';
import { stateFileName } from '../../infra/stack-name.ts';
import { type Deployment, parseDeployment } from '../../runtime/aws/owner/deployment.ts';
import { hasErrorCode } from '../../runtime/error-code.ts';
import { UsageError } from '../../runtime/usage-error.ts';

type FoundConfiguration = { readonly file: string; readonly configuration: Configuration };
type Found = FoundConfiguration & { readonly deployment: Deployment };

/** Finds the owner's pipeline: the configuration names it, Terraform's state beside it knows it. */
export async function findDeployment(configurationFile?: string): Promise<Found> {
  const { file, configuration } = findConfiguration(configurationFile);
  const stateFile = join(dirname(file), stateFileName(configuration));
  const state = await readFile(stateFile, 'utf8').catch((error: unknown) => {
    if (hasErrorCode(error, 'ENOENT')) return undefined;
    throw error;
  });
  const deployment = state === undefined ? undefined : parseDeployment(JSON.parse(state));
  if (deployment !== undefined) return { file, configuration, deployment };
  const why = state === undefined ? 'does not exist' : 'does not describe a whole deployment';
  throw new UsageError(
    `find the deployment: ${stateFile} ${why}. Run npx cdktf deploy, or call this where it was run`,
  );
}

/** Finds what the owner configured, deployed or not. */
export function findConfiguration(configurationFile?: string): FoundConfiguration {
  const file = resolve(configurationFile ?? (process.env.INTELLICAM_CONFIG || 'intellicam.yaml'));
  return { file, configuration: configurationIn(file) };
}

function configurationIn(file: string): Configuration {
  try {
    return readConfiguration(file);
  } catch (error) {
    if (error instanceof ConfigurationError) throw new UsageError(error.message, { cause: error });
    throw error;
  }
}
