import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { debianRoot, mayInstallPackages } from './debian-root.ts';
import { packageName, uploaderPackage } from './uploader-package.ts';

const bytes = Buffer.from("process.stdout.write('this is the uploader\\n');\n");
const program = [{ name: 'uploader.mjs', bytes }];
const isDebian = existsSync('/usr/bin/dpkg-deb');

describe('the Debian package', () => {
  it('has the same bytes when it is built again', async () => {
    const [one, other] = [
      await uploaderPackage(program, '1.2.3'),
      await uploaderPackage(program, '1.2.3'),
    ];
    expect(Buffer.compare(one, other)).toBe(0);
  });

  it('has a name that says for what it is', () => {
    expect(packageName('1.2.3-beta.1')).toBe('intellicam-uploader_1.2.3~beta.1_all.deb');
  });
});

describe.runIf(isDebian)('the Debian package, as Debian reads it', () => {
  let root: string;
  let deb: string;
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'intellicam-test-'));
    deb = join(root, 'uploader.deb');
    writeFileSync(deb, await uploaderPackage(program, '1.2.3-beta.1'));
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it('tells what it is and needs', () => {
    const info = execFileSync('dpkg-deb', ['--field', deb], { encoding: 'utf8' });
    expect(info).toContain(
      'Package: intellicam-uploader\nVersion: 1.2.3~beta.1\nArchitecture: all\n',
    );
    expect(info).toMatch(/^Depends: nodejs \(>= 20\), /m);
    expect(info).toMatch(/^Installed-Size: \d+$/m);
  });

  it('holds files of root, which nobody else may write', () => {
    const contents = execFileSync('dpkg-deb', ['--contents', deb], { encoding: 'utf8' });
    const lines = contents.trimEnd().split('\n');
    for (const line of lines)
      expect(line).toMatch(/^(?:drwxr-xr-x|-rwxr-xr-x|-rw-r--r--) root\/root /);
    for (const path of [
      '/usr/bin/intellicam-uploader',
      '/usr/lib/intellicam-uploader/uploader.mjs',
      '/usr/lib/systemd/system/intellicam-uploader.service',
      '/usr/share/doc/intellicam-uploader/camera.md',
    ]) {
      expect(contents).toContain(` .${path}\n`);
    }
    expect(contents).toMatch(/^-rwxr-xr-x .* \.\/usr\/bin\/intellicam-uploader$/m);
  });

  it('has sums of its files', () => {
    execFileSync('dpkg-deb', ['--raw-extract', deb, join(root, 'raw')]);
    const checked = execFileSync('md5sum', ['--check', '--quiet', 'DEBIAN/md5sums'], {
      cwd: join(root, 'raw'),
      encoding: 'utf8',
    });
    expect(checked).toBe('');
  });

  it.each(['intellicam-uploader', 'postinst', 'prerm', 'postrm'])(
    'has a %s that dash reads',
    (name) => {
      execFileSync('dash', ['-n', join(import.meta.dirname, name)]);
    },
  );
});

describe.runIf(mayInstallPackages)('the Debian package, installed', () => {
  let root: string;
  let dpkg: ReturnType<typeof debianRoot>;
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'intellicam-test-'));
    dpkg = debianRoot(root);
    dpkg('--install', await built('1.0.0'));
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  const at = (path: string) => join(root, path);
  const modeOf = (path: string) => statSync(at(path)).mode & 0o7777;

  async function built(version: string): Promise<string> {
    const file = join(root, packageName(version));
    writeFileSync(file, await uploaderPackage(program, version));
    return file;
  }

  function put(path: string, text: string): void {
    mkdirSync(dirname(at(path)), { recursive: true });
    writeFileSync(at(path), text);
  }

  it('has a user of its own, and folders for notes and pictures', () => {
    expect(readFileSync(at('etc/passwd'), 'utf8')).toMatch(
      /^intellicam:.*:\/var\/lib\/intellicam:/m,
    );
    expect(modeOf('var/lib/intellicam/hooks')).toBe(0o1733);
    expect(modeOf('var/lib/intellicam/pictures')).toBe(0o755);
    expect(modeOf('etc/intellicam')).toBe(0o750);
    const user = /^intellicam:[^:]*:(\d+):/m.exec(readFileSync(at('etc/passwd'), 'utf8'))?.[1];
    expect(statSync(at('var/lib/intellicam/hooks')).uid).toBe(Number(user));
  });

  it('is started with the machine', () => {
    const wanted = readdirSync(at('etc/systemd/system/multi-user.target.wants'));
    expect(wanted).toEqual(['intellicam-uploader.service']);
  });

  it('is installed again, and renewed, without touching what is its owner’s', async () => {
    put('etc/intellicam/uploader.yaml', 'mine');
    put('var/lib/intellicam/pictures/garden/a.jpg', 'picture');
    put('var/lib/intellicam/hooks/1-0', 'note');
    dpkg('--install', await built('1.0.0'));
    dpkg('--install', await built('1.1.0'));
    expect(dpkg('--status', 'intellicam-uploader')).toContain('Status: install ok installed');
    expect(readFileSync(at('etc/intellicam/uploader.yaml'), 'utf8')).toBe('mine');
    expect(readFileSync(at('var/lib/intellicam/hooks/1-0'), 'utf8')).toBe('note');
  });

  it('leaves configuration and pictures when it is removed', () => {
    dpkg('--remove', 'intellicam-uploader');
    expect(existsSync(at('usr/bin/intellicam-uploader'))).toBe(false);
    expect(existsSync(at('usr/lib/intellicam-uploader'))).toBe(false);
    expect(readFileSync(at('etc/intellicam/uploader.yaml'), 'utf8')).toBe('mine');
    expect(readFileSync(at('var/lib/intellicam/pictures/garden/a.jpg'), 'utf8')).toBe('picture');
  });

  it('leaves pictures and nothing else when it is purged', () => {
    dpkg('--purge', 'intellicam-uploader');
    expect(existsSync(at('etc/intellicam'))).toBe(false);
    expect(readdirSync(at('var/lib/intellicam'))).toEqual(['pictures']);
    expect(readFileSync(at('var/lib/intellicam/pictures/garden/a.jpg'), 'utf8')).toBe('picture');
  });
});
