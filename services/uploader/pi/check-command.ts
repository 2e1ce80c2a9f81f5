import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseOptions } from '../../../runtime/parse-options.ts';
import { configurationFile, readUploaderConfiguration } from './read-uploader-configuration.ts';
import type { CameraSettings } from './sign-ins.ts';
import { groupId, groupIds, userId } from './system-account.ts';
import type { UploaderConfiguration } from './uploader-configuration.ts';
import { writablePlaces } from './writable-places.ts';

const options = { config: { type: 'string', default: configurationFile } } as const;

/** `check`: whether the configuration can be used, and the service may do what it says. */
export function checkCommand(args: readonly string[]): number {
  const { config } = parseOptions(args, options);
  const configuration = readUploaderConfiguration(config);
  becomeService();
  const problems = [
    ...configuration.cameras.flatMap(folderProblems),
    ...certificateProblems(configuration),
  ];
  const names = configuration.cameras.map(({ name }) => name).join(', ');
  const answer = problems.length > 0 ? problems : [`${config} is good, for ${names}.`];
  process.stdout.write(`${answer.join('\n')}\n`);
  return problems.length === 0 ? 0 : 1;
}

// From here on, what this process may do is what the service may do.
function becomeService(): void {
  const [user, group] = [userId('intellicam'), groupId('intellicam')];
  if (process.getuid?.() !== 0 || user === undefined || group === undefined) return;
  process.setgroups?.([...groupIds('intellicam')]);
  process.setgid?.(group);
  process.setuid?.(user);
}

function folderProblems({ name, folder }: CameraSettings): readonly string[] {
  const outside = writablePlaces.some((place) => `${folder}/`.startsWith(`${place}/`))
    ? []
    : [
        `${name}: the service may not write to ${folder}. Allow it: sudo systemctl edit intellicam-uploader, and there: [Service], ReadWritePaths=${folder}${folder.startsWith('/home/') ? ', ProtectHome=no' : ''}`,
      ];
  if (!existsSync(folder)) {
    return [
      ...outside,
      `${name}: ${folder} is not there (yet). "sudo intellicam-uploader motion-config" makes it, or whoever writes the pictures does`,
    ];
  }
  const closed = [folder, ...subfolders(folder)].find((path) => !mayDeleteIn(path));
  if (closed === undefined) return outside;
  return [
    ...outside,
    `${name}: the user intellicam may not delete in ${closed}. Let it: sudo chgrp -R intellicam ${folder} && sudo chmod -R g+rwX ${folder} && sudo find ${folder} -type d -exec chmod g+s {} +`,
  ];
}

function subfolders(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map(({ name }) => join(folder, name));
  } catch {
    return [];
  }
}

function certificateProblems({ cameras, credentials }: UploaderConfiguration): readonly string[] {
  const files = [credentials, ...cameras.map((camera) => camera.credentials)].flatMap((one) =>
    one === undefined ? [] : [one.iot.certificate, one.iot.key],
  );
  return [...new Set(files)]
    .filter((file) => !may(file, constants.R_OK))
    .map((file) => `${file} is missing, or the user intellicam may not read it: enroll again`);
}

function mayDeleteIn(folder: string): boolean {
  return may(folder, constants.R_OK | constants.W_OK | constants.X_OK);
}

function may(path: string, mode: number): boolean {
  try {
    accessSync(path, mode);
    return true;
  } catch {
    return false;
  }
}
