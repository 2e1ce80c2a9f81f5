import * as v from 'valibot';

const Names = v.optional(v.record(v.string(), v.string()), {});
const Systems = v.optional(v.array(v.string()));

const LockfileSchema = v.object({
  packages: v.record(
    v.string(),
    v.object({
      version: v.optional(v.string(), ''),
      integrity: v.optional(v.string(), ''),
      dependencies: Names,
      optionalDependencies: Names,
      os: Systems,
      cpu: Systems,
      libc: Systems,
    }),
  ),
});
type LockedEntry = v.InferOutput<typeof LockfileSchema>['packages'][string];

/** One package as `package-lock.json` fixes it. */
export type LockedPackage = {
  readonly name: string;
  /** Where it lies, e.g. `node_modules/sharp`. */
  readonly path: string;
  readonly version: string;
  readonly integrity: string;
};

export type Architecture = 'arm64' | 'x64';

const folder = 'node_modules/';

/** A package and all that it needs on Amazon Linux, in the versions of the lockfile. */
export function lockedPackages(
  lockfile: unknown,
  name: string,
  architecture: Architecture,
): readonly LockedPackage[] {
  const { packages } = v.parse(LockfileSchema, lockfile);
  const found = new Map<string, LockedPackage>();
  take(`${folder}${name}`, name);
  return [...found.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1));

  function take(path: string, packageName: string): void {
    const entry = packages[path];
    if (entry === undefined) throw new Error(`find ${packageName}: the lockfile does not name it`);
    if (found.has(path) || !runsOn(entry, architecture)) return;
    const { version, integrity } = entry;
    found.set(path, { name: packageName, path, version, integrity });
    for (const needed of Object.keys({ ...entry.dependencies, ...entry.optionalDependencies })) {
      const nested = `${path}/${folder}${needed}`;
      take(nested in packages ? nested : `${folder}${needed}`, needed);
    }
  }
}

function runsOn({ os, cpu, libc }: LockedEntry, architecture: Architecture): boolean {
  return (
    (os?.includes('linux') ?? true) &&
    (cpu?.includes(architecture) ?? true) &&
    (libc?.includes('glibc') ?? true)
  );
}
