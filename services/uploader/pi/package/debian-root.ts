import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeDeb } from './write-deb.ts';

/** Whether this machine has what a test needs to install the package: Debian's tools, and root. */
export const mayInstallPackages =
  existsSync('/usr/bin/dpkg') &&
  existsSync('/usr/bin/systemd-sysusers') &&
  process.getuid?.() === 0;

/**
 * For tests: an empty Debian in a folder, in which everything is there that the package depends on.
 * Its scripts run with the programs of this machine, on the folder. Gives back `dpkg`.
 */
export function debianRoot(root: string): (...args: readonly string[]) => string {
  for (const folder of ['var/lib/dpkg/info', 'var/lib/dpkg/updates', 'etc', 'run']) {
    mkdirSync(join(root, folder), { recursive: true });
  }
  writeFileSync(join(root, 'var/lib/dpkg/status'), '');
  const dpkg = (...args: readonly string[]) => {
    const options = [`--root=${root}`, '--force-script-chrootless', '--log=/dev/null'];
    return execFileSync('dpkg', [...options, ...args], { encoding: 'utf8', stdio: 'pipe' });
  };
  dpkg('--install', neededPackage(root));
  return dpkg;
}

function neededPackage(root: string): string {
  const file = join(root, 'needed.deb');
  const fields = {
    ...{ Package: 'needed', Version: '1', Architecture: 'all', Maintainer: 'Test <t@localhost>' },
    Provides: 'nodejs (= 20.19), systemd, init-system-helpers, openssl, ca-certificates',
    Description: 'stands for others',
  };
  writeFileSync(file, writeDeb({ fields, scripts: {}, files: [], modifiedSeconds: 0 }));
  return file;
}
