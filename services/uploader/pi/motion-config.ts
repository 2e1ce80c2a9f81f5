import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { hasErrorCode } from '../../../runtime/error-code.ts';
import { parseOptions } from '../../../runtime/parse-options.ts';
import { UsageError } from '../../../runtime/usage-error.ts';
import { configurationFile, readUploaderConfiguration } from './read-uploader-configuration.ts';
import type { CameraSettings } from './sign-ins.ts';
import { groupId, userId } from './system-account.ts';
import {
  type MotionFile,
  type MotionVersion,
  motionFileHeader,
  writeMotionConfig,
} from './write-motion-config.ts';

const options = {
  config: { type: 'string', default: configurationFile },
  motion: { type: 'string', default: '4' },
  to: { type: 'string', default: '/etc/motion' },
} as const;

/** `motion-config`: writes Motion's configuration, and makes the folders that it names. */
export async function motionConfigCommand(args: readonly string[]): Promise<number> {
  const values = parseOptions(args, options);
  const { cameras } = readUploaderConfiguration(values.config);
  const folder = resolve(values.to);
  const files = writeMotionConfig(cameras, { version: parseVersion(values.motion), folder });
  try {
    mkdirSync(folder, { recursive: true });
    for (const file of files) process.stdout.write(`${writeFile(folder, file)}\n`);
    for (const camera of cameras) makeFolder(camera);
  } catch (error) {
    if (!hasErrorCode(error, 'EACCES') && !hasErrorCode(error, 'EPERM')) throw error;
    throw new UsageError(`${String(error)}: try again with sudo`, { cause: error });
  }
  process.stdout.write('Now: sudo systemctl restart motion intellicam-uploader\n');
  return 0;
}

function parseVersion(text: string): MotionVersion {
  if (text === '4') return 4;
  if (text === '5') return 5;
  throw new UsageError(`--motion needs 4 or 5, not "${text}"; "motion -h" tells which you have`);
}

function writeFile(folder: string, { name, text }: MotionFile): string {
  const path = join(folder, name);
  const foreign = existsSync(path) && !readFileSync(path, 'utf8').startsWith(motionFileHeader);
  const kept = freePath(`${path}.before-intellicam`);
  if (foreign) renameSync(path, kept);
  writeFileSync(path, text);
  // The address of a camera may hold its password.
  const motion = groupId('motion');
  if (process.getuid?.() === 0 && motion !== undefined) {
    chownSync(path, 0, motion);
    chmodSync(path, 0o640);
  }
  return foreign ? `${path} (what was there is now ${kept})` : path;
}

function freePath(path: string): string {
  let free = path;
  for (let number = 2; existsSync(free); number += 1) free = `${path}-${number}`;
  return free;
}

// Motion writes, the uploader deletes: what is made below belongs to the same group.
function makeFolder({ folder }: CameraSettings): void {
  const isNew = !existsSync(folder);
  mkdirSync(folder, { recursive: true });
  const [motion, intellicam] = [userId('motion'), groupId('intellicam')];
  if (process.getuid?.() !== 0 || motion === undefined || intellicam === undefined) return;
  if (isNew) chownSync(folder, motion, intellicam);
  if (isNew) chmodSync(folder, 0o2775);
}
