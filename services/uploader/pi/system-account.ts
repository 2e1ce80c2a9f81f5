import { execFileSync } from 'node:child_process';

/** The number of a user of this machine; undefined when there is none of that name. */
export function userId(name: string): number | undefined {
  return accountId('passwd', name);
}

export function groupId(name: string): number | undefined {
  return accountId('group', name);
}

/** All groups that a user is in. */
export function groupIds(user: string): readonly number[] {
  return execFileSync('id', ['-G', user], { encoding: 'utf8' }).trim().split(' ').map(Number);
}

function accountId(database: 'passwd' | 'group', name: string): number | undefined {
  try {
    const line = execFileSync('getent', [database, name], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const id = line.split(':')[2];
    return id === undefined ? undefined : Number(id);
  } catch {
    return undefined;
  }
}
