import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import * as v from 'valibot';
import { beforeAll, describe, expect, it } from 'vitest';
import { projectFile } from '../../runtime/project-file.ts';
import { lockedTree } from './locked-tree.ts';

let packages: Awaited<ReturnType<typeof lockedTree>>;
let security: string;
beforeAll(async () => {
  packages = await lockedTree();
  security = await readFile(projectFile('docs', 'security.md'), 'utf8');
});

/** What somebody who runs the program may get, and pass on. */
const freeLicences = new Set([
  ...['MIT', 'MIT-0', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0'],
  // libvips, which sharp loads at run time: it can be replaced, which is what this licence asks for.
  ...['LGPL-3.0-or-later', 'Apache-2.0 AND LGPL-3.0-or-later'],
  'Apache-2.0 AND LGPL-3.0-or-later AND MIT',
]);

const BillSchema = v.object({
  bomFormat: v.literal('CycloneDX'),
  components: v.array(v.object({ name: v.string(), version: v.string() })),
});

describe('what npm ci installs', () => {
  it('is what was locked, byte for byte, from whichever registry', () => {
    expect(packages.filter(({ resolved }) => resolved !== undefined)).toEqual([]);
    const unlocked = packages.filter((one) => one.integrity === undefined && !one.inBundle);
    expect(unlocked.map(({ name }) => name)).toEqual([]);
  });

  it('runs only the scripts whose reason is written down', () => {
    const running = packages.filter(({ hasInstallScript }) => hasInstallScript);
    const explained = [...security.matchAll(/^\| `([^`]+)` \| ([^|]{20,}) \|$/gm)].map(
      ([, name]) => name,
    );
    expect(running.map(({ name }) => name).toSorted()).toEqual(explained.toSorted());
  });

  it('may be passed on with the program', () => {
    const others = packages.filter(
      ({ dev, devOptional, license = 'none' }) =>
        !dev && !devOptional && !freeLicences.has(license),
    );
    expect(others.map(({ name, license }) => `${name}: ${license}`)).toEqual([]);
  });
});

it('is listed part by part in the bill of materials, as far as it is shipped', async () => {
  await promisify(execFile)('npm', ['run', '--silent', 'sbom'], { cwd: projectFile() });
  const json: unknown = JSON.parse(await readFile(projectFile('dist', 'sbom.cdx.json'), 'utf8'));
  const { components } = v.parse(BillSchema, json);
  const listed = components.map(({ name, version }) => `${name}@${version}`);
  const shipped = packages.filter(({ dev, devOptional }) => !dev && !devOptional);
  const locked = shipped.map(({ name, version }) => `${name}@${version}`);
  expect(listed.filter((part) => !locked.includes(part))).toEqual([]);
  // Binaries of other machines are optional.
  const needed = shipped.filter(({ optional }) => !optional);
  expect(needed.length).toBeGreaterThan(20);
  expect(needed.filter(({ name }) => !components.some((part) => part.name === name))).toEqual([]);
});
