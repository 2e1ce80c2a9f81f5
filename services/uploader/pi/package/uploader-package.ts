import { readFile } from 'node:fs/promises';
import { projectFile } from '../../../../runtime/project-file.ts';
import type { ProgramFile } from './bundle-uploader.ts';
import { writeDeb } from './write-deb.ts';

// From this folder to where the package installs them.
const installed = {
  'intellicam-uploader': 'usr/bin/intellicam-uploader',
  'intellicam-uploader.service': 'usr/lib/systemd/system/intellicam-uploader.service',
  'motion-drop-in.conf': 'usr/lib/systemd/system/motion.service.d/intellicam.conf',
  'motioneye-drop-in.conf': 'usr/lib/systemd/system/motioneye.service.d/intellicam.conf',
  'sysusers.conf': 'usr/lib/sysusers.d/intellicam-uploader.conf',
  'tmpfiles.conf': 'usr/lib/tmpfiles.d/intellicam-uploader.conf',
  'uploader.example.yaml': 'usr/share/intellicam-uploader/uploader.example.yaml',
} as const;

const documentation = {
  'docs/camera.md': 'usr/share/doc/intellicam-uploader/camera.md',
  LICENSE: 'usr/share/doc/intellicam-uploader/copyright',
} as const;

const scripts = ['postinst', 'prerm', 'postrm'] as const;

// The earliest time that every archiver takes for one: a package is no younger for being built anew.
const noTime = 315_532_800;

export function packageName(version: string): string {
  return `intellicam-uploader_${debianVersion(version)}_all.deb`;
}

/** The Debian package of the uploader, for every kind of machine. */
export async function uploaderPackage(
  program: readonly ProgramFile[],
  version: string,
): Promise<Uint8Array> {
  const ours = Object.entries(installed).map(async ([name, path]) => ({
    path,
    mode: path.startsWith('usr/bin/') ? 0o755 : 0o644,
    bytes: await readFile(ourFile(name)),
  }));
  const texts = Object.entries(documentation).map(async ([name, path]) => ({
    ...{ path, mode: 0o644 },
    bytes: await readFile(projectFile(name)),
  }));
  const files = await Promise.all([...ours, ...texts]);
  const modules = program.map(({ name, bytes }) => ({
    ...{ path: `usr/lib/intellicam-uploader/${name}`, mode: 0o644 },
    bytes,
  }));
  return writeDeb({
    fields: fieldsOf(version),
    scripts: Object.fromEntries(
      await Promise.all(scripts.map(async (name) => [name, await readFile(ourFile(name))])),
    ),
    files: [...files, ...modules],
    modifiedSeconds: noTime,
  });
}

function fieldsOf(version: string): Readonly<Record<string, string>> {
  return {
    Package: 'intellicam-uploader',
    Version: debianVersion(version),
    Architecture: 'all',
    Maintainer: 'The IntelliCam developers <intellicam@localhost>',
    Depends: 'nodejs (>= 20), systemd, init-system-helpers, openssl, ca-certificates',
    Recommends: 'motion',
    Section: 'video',
    Priority: 'optional',
    Description: [
      "sends a security camera's pictures to IntelliCam",
      ' A daemon that watches the folders into which Motion, motionEye or a camera with FTP',
      ' write, sends each picture to the pipeline, and keeps them all while the network is away.',
    ].join('\n'),
  };
}

// A hyphen would begin Debian's own part of the number.
function debianVersion(version: string): string {
  return version.replaceAll('-', '~');
}

function ourFile(name: string): string {
  return projectFile('services/uploader/pi/package', name);
}
