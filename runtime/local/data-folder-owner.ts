import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { hasErrorCode } from '../error-code.ts';
import type { ExclusiveLock } from './exclusive-lock.ts';

/** The data folder belongs to another process that is running. */
export class FolderInUseError extends Error {
  override readonly name = 'FolderInUseError';
}

/**
 * Makes this process the only one that works the queues of a data folder off. A process that was
 * killed no longer owns anything. Returns how to give the folder back.
 */
export function ownDataFolder(file: string, lock: ExclusiveLock): () => void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const self = identityOf(process.pid);
  lock.exclusively(() => {
    const owner = readOwner(file);
    const pid = Number.parseInt(owner, 10);
    if (owner !== '' && pid !== process.pid && identityOf(pid) === owner) {
      throw new FolderInUseError(`the data folder is in use by process ${pid}`);
    }
    writeFileSync(file, self, { mode: 0o600 });
  });
  return () => rmSync(file, { force: true });
}

function readOwner(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (hasErrorCode(error, 'ENOENT')) return '';
    throw error;
  }
}

// Process numbers are used again, above all after a reboot; the start time tells them apart where the
// system shows it.
function identityOf(pid: number): string {
  if (!isRunning(pid)) return 'not running';
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The program's name, in brackets, may contain blanks; the start time is the 20th field after it.
    const startTime = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${pid} ${startTime} ${boot}`;
  } catch {
    return `${pid}`;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return hasErrorCode(error, 'EPERM');
  }
}
