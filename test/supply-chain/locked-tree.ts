import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { projectFile } from '../../runtime/project-file.ts';

const PackageSchema = v.object({
  version: v.optional(v.string()),
  license: v.optional(v.string()),
  resolved: v.optional(v.string()),
  integrity: v.optional(v.string()),
  hasInstallScript: v.optional(v.boolean(), false),
  inBundle: v.optional(v.boolean(), false),
  dev: v.optional(v.boolean(), false),
  devOptional: v.optional(v.boolean(), false),
  optional: v.optional(v.boolean(), false),
});
const LockSchema = v.object({ packages: v.record(v.string(), PackageSchema) });

/** Every package that `npm ci` installs, by its folder. */
export async function lockedTree() {
  const json: unknown = JSON.parse(await readFile(projectFile('package-lock.json'), 'utf8'));
  const { packages } = v.parse(LockSchema, json);
  return Object.entries(packages)
    .filter(([folder]) => folder !== '')
    .map(([folder, one]) => ({
      ...one,
      name: folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length),
    }));
}
