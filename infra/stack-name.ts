import type { Configuration } from './configuration.ts';
import { resourceName } from './resource-name.ts';

type Staged = Pick<Configuration, 'stage'>;

/** The stack's name, and so its folder's below the output folder. */
export function stackName({ stage }: Staged): string {
  return resourceName(stage);
}

/** The file beside the configuration in which Terraform remembers what it made. */
export function stateFileName(configuration: Staged): string {
  return `${stackName(configuration)}.tfstate`;
}
