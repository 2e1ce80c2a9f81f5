import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Consumer } from './define-consumer.ts';

export type NamedConsumer = { readonly name: string; readonly consumer: Consumer };

/**
 * Finds every consumer: each folder of `services/` with a `consumer` module, whose name is the
 * consumer's name everywhere. Throws when a declaration is not one.
 */
export async function discoverConsumers(servicesFolder: string): Promise<readonly NamedConsumer[]> {
  const entries = await readdir(servicesFolder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const found = await Promise.all(
    names.toSorted().map(async (name): Promise<NamedConsumer | undefined> => {
      const file = ['consumer.js', 'consumer.ts']
        .map((candidate) => join(servicesFolder, name, candidate))
        .find((candidate) => existsSync(candidate));
      if (file === undefined) return undefined;
      const module: unknown = await import(pathToFileURL(file).href);
      return { name, consumer: declared(module, file) };
    }),
  );
  return found.filter((consumer) => consumer !== undefined);
}

function declared(module: unknown, file: string): Consumer {
  if (typeof module === 'object' && module !== null && 'default' in module) {
    if (isConsumer(module.default)) return module.default;
  }
  throw new Error(`discover consumers: ${file} must export default defineConsumer({ … })`);
}

function isConsumer(value: unknown): value is Consumer {
  return (
    typeof value === 'object' &&
    value !== null &&
    'listensTo' in value &&
    'start' in value &&
    typeof value.start === 'function'
  );
}
