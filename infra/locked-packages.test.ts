import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { projectFile } from '../runtime/project-file.ts';
import { lockedPackages } from './locked-packages.ts';

const lockfile: unknown = JSON.parse(readFileSync(projectFile('package-lock.json'), 'utf8'));

describe('the packages of the lockfile', () => {
  it.each(['arm64', 'x64'] as const)('are those that run on Amazon Linux on %s', (architecture) => {
    const packages = lockedPackages(lockfile, 'sharp', architecture);
    expect(packages.map(({ name }) => name)).toEqual([
      '@img/colour',
      `@img/sharp-libvips-linux-${architecture}`,
      `@img/sharp-linux-${architecture}`,
      'detect-libc',
      'semver',
      'sharp',
    ]);
    for (const { version, integrity } of packages) {
      expect(version).toMatch(/^\d+\.\d+\.\d+$/);
      expect(integrity).toMatch(/^sha512-/);
    }
  });

  it('take the version that a package has for itself', () => {
    const packages = {
      'node_modules/a': { version: '1.0.0', dependencies: { b: '^2.0.0' } },
      'node_modules/b': { version: '1.0.0' },
      'node_modules/a/node_modules/b': { version: '2.0.0' },
    };
    expect(lockedPackages({ packages }, 'a', 'x64')).toMatchObject([
      { path: 'node_modules/a' },
      { path: 'node_modules/a/node_modules/b', version: '2.0.0' },
    ]);
  });

  it('must name what is asked for', () => {
    expect(() => lockedPackages({ packages: {} }, 'a', 'x64')).toThrow('find a:');
  });
});
