import { existsSync, readFileSync } from 'node:fs';
import { ConfigurationError, nameFromHere, parseYaml } from '../runtime/read-yaml.ts';
import { type Configuration, ConfigurationSchema } from './configuration.ts';

export { ConfigurationError } from '../runtime/read-yaml.ts';

/** Reads the owner's configuration from its file. */
export function readConfiguration(file: string): Configuration {
  const name = nameFromHere(file);
  if (!existsSync(file)) {
    throw new ConfigurationError(
      `there is no ${name}: copy intellicam.example.yaml to ${name} and make it yours`,
    );
  }
  return parseConfiguration(readFileSync(file, 'utf8'), name);
}

/** Reads a configuration; every problem is told at once, each with its line. */
export function parseConfiguration(text: string, name: string): Configuration {
  return parseYaml(text, name, ConfigurationSchema);
}
