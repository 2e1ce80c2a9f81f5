import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as v from 'valibot';
import { projectFile } from '../runtime/project-file.ts';
import type { LockedPackage } from './locked-packages.ts';

const run = promisify(execFile);
const PackageSchema = v.object({ version: v.string() });

/**
 * Finds the folder of a package: where npm installed it, else in a cache that is filled from the
 * registry. npm installs nothing that is built for another machine, and functions run on another.
 */
export async function fetchPackage(wanted: LockedPackage): Promise<string> {
  const installed = projectFile(wanted.path);
  if ((await versionIn(installed)) === wanted.version) return installed;
  const cache = projectFile('node_modules', '.cache', 'intellicam');
  const folder = join(cache, `${wanted.name.replace('/', '-')}-${wanted.version}`);
  if (!existsSync(folder)) {
    await mkdir(cache, { recursive: true });
    const temporary = await mkdtemp(join(cache, 'tmp-'));
    try {
      await download(wanted, temporary);
      await rename(join(temporary, 'package'), folder);
    } finally {
      await rm(temporary, { recursive: true });
    }
  }
  return folder;
}

async function versionIn(folder: string): Promise<string | undefined> {
  const file = join(folder, 'package.json');
  if (!existsSync(file)) return undefined;
  return v.parse(PackageSchema, JSON.parse(await readFile(file, 'utf8'))).version;
}

async function download(wanted: LockedPackage, folder: string): Promise<void> {
  const { name, version, integrity } = wanted;
  await run('npm', ['pack', '--silent', '--pack-destination', folder, `${name}@${version}`]);
  const archive = (await readdir(folder)).find((file) => file.endsWith('.tgz'));
  if (archive === undefined) throw new Error(`fetch ${name}: npm brought no archive`);
  const digest = createHash('sha512').update(await readFile(join(folder, archive)));
  if (`sha512-${digest.digest('base64')}` !== integrity) {
    throw new Error(`fetch ${name}@${version}: it is not what the lockfile says`);
  }
  await run('tar', ['-xzf', archive], { cwd: folder });
}
