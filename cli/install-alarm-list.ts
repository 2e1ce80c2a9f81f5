import { unwatchFile, watchFile } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { alarmListKey } from '../contracts/object-key.ts';
import type { BlobStore } from '../runtime/blob-store.ts';
import type { Logger } from '../runtime/logger.ts';
import { projectFile } from '../runtime/project-file.ts';
import { parseAlarmList } from '../services/classifier/parse-alarm-list.ts';
import { UsageError } from './usage-error.ts';

const pollMilliseconds = 1_000;

/**
 * Puts the owner's list where the pipeline reads it, now and whenever the file changes. Without a
 * file the list that is there stays, or the one that comes with the program. Returns how to stop.
 */
export async function installAlarmList(
  blobs: Pick<BlobStore, 'get' | 'put'>,
  file: string | undefined,
  log: Logger,
): Promise<() => void> {
  if (file === undefined) {
    const list = await readFile(projectFile('config', 'reko_alarms.csv'));
    await blobs.put(alarmListKey, list, { condition: 'if-absent', contentType: 'text/csv' });
    const installed = await blobs.get(alarmListKey);
    if (installed !== undefined) demandUsable(installed.bytes, alarmListKey);
    return () => undefined;
  }
  await blobs.put(alarmListKey, await readUsable(file), { contentType: 'text/csv' });
  const install = () => {
    readFile(file)
      .then((list) => blobs.put(alarmListKey, list, { contentType: 'text/csv' }))
      .catch((error: unknown) => log.error('alarm list not readable', { file, error }));
  };
  watchFile(file, { interval: pollMilliseconds }, install);
  return () => unwatchFile(file, install);
}

async function readUsable(file: string): Promise<Uint8Array> {
  const list = await readFile(file).catch((error: unknown) => {
    throw new UsageError(`the alarm list ${file} cannot be read: ${String(error)}`);
  });
  demandUsable(list, file);
  return list;
}

function demandUsable(list: Uint8Array, name: string): void {
  const { rules, problems } = parseAlarmList(new TextDecoder().decode(list));
  if (rules.length > 0) return;
  const [first] = problems;
  const why = first === undefined ? 'it is empty' : `line ${first.line}: ${first.problem}`;
  throw new UsageError(`the alarm list ${name} has no row of Label,Category,Alarm|Quiet; ${why}`);
}
