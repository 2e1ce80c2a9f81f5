import { readFileSync } from 'node:fs';
import { hasErrorCode } from '../../../runtime/error-code.ts';
import { ConfigurationError, nameFromHere, parseYaml } from '../../../runtime/read-yaml.ts';
import {
  type UploaderConfiguration,
  UploaderConfigurationSchema,
} from './uploader-configuration.ts';

export const configurationFile = '/etc/intellicam/uploader.yaml';

/** Reads the uploader's configuration from its file. */
export function readUploaderConfiguration(file: string): UploaderConfiguration {
  const name = nameFromHere(file);
  return parseUploaderConfiguration(readText(file, name), name);
}

/** Reads a configuration; every problem is told at once, each with its line. */
export function parseUploaderConfiguration(text: string, name: string): UploaderConfiguration {
  return parseYaml(text, name, UploaderConfigurationSchema);
}

function readText(file: string, name: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new ConfigurationError(whatToDo(cause, name), { cause });
  }
}

function whatToDo(error: unknown, name: string): string {
  if (hasErrorCode(error, 'ENOENT')) {
    return `there is no ${name}: copy /usr/share/intellicam-uploader/uploader.example.yaml to it and make it yours, or enroll this camera`;
  }
  return hasErrorCode(error, 'EACCES')
    ? `${name} may not be read by you: try again with sudo`
    : `${name} cannot be read: ${String(error)}`;
}
