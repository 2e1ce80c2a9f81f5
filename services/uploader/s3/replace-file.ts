import { chmod, chown, mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { hasErrorCode } from '../../../runtime/error-code.ts';
import { EnrollError } from './enroll-error.ts';

type FileOptions = {
  readonly mode: number;
  /** The daemon's user, who has to read its key; or whoever has the file now. */
  readonly owner: 'daemon' | 'kept';
};

const daemonUser = 'intellicam';

/** A file's text; undefined when there is none. */
export async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (hasErrorCode(error, 'ENOENT')) return undefined;
    throw forOwner('read', file, error);
  }
}

/** Writes a whole file or leaves the old one; nobody else sees it before it has its mode. */
export async function replaceFile(file: string, text: string, options: FileOptions): Promise<void> {
  const temporary = `${file}.new`;
  try {
    await mkdir(dirname(file), { recursive: true });
    const kept = options.owner === 'kept' ? await stat(file).catch(() => undefined) : undefined;
    await writeFile(temporary, text, { mode: 0o600 });
    const owner = kept ?? (options.owner === 'daemon' ? await daemon() : undefined);
    if (owner !== undefined && process.getuid?.() === 0)
      await chown(temporary, owner.uid, owner.gid);
    await chmod(temporary, kept === undefined ? options.mode : kept.mode & 0o777);
    await rename(temporary, file);
  } catch (error) {
    throw forOwner('write', file, error);
  }
}

async function daemon(): Promise<{ readonly uid: number; readonly gid: number } | undefined> {
  const users = (await readIfThere('/etc/passwd')) ?? '';
  const line = users.split('\n').find((user) => user.startsWith(`${daemonUser}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid === undefined || gid === undefined
    ? undefined
    : { uid: Number(uid), gid: Number(gid) };
}

function forOwner(what: string, file: string, cause: unknown): EnrollError {
  const denied = hasErrorCode(cause, 'EACCES') || hasErrorCode(cause, 'EPERM');
  const why = denied ? 'try again with sudo' : String(cause);
  return new EnrollError(`${what} ${file}: ${why}`, { cause });
}
