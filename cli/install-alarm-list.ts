import { unwatchFile, watchFile } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { alarmListKey, alarmRulesKey } from '../contracts/object-key.ts';
import type { BlobStore } from '../runtime/blob-store.ts';
import type { Logger } from '../runtime/logger.ts';
import { projectFile } from '../runtime/project-file.ts';
import { UsageError } from '../runtime/usage-error.ts';
import { parseAlarmList } from '../services/classifier/parse-alarm-list.ts';

const pollMilliseconds = 1_000;

/**
 * Puts the owner's list, or rules, where the pipeline reads them, now and whenever the file changes.
 * Without a file what is there stays, or the list that comes with the program. Returns how to stop.
 */
export async function installAlarmList(
  blobs: Pick<BlobStore, 'get' | 'put'>,
  file: string | undefined,
  log: Logger,
): Promise<() => void> {
  const { key, contentType } = kindOf(file);
  if (file === undefined || key === alarmRulesKey) await installFirstList(blobs);
  if (file === undefined) return () => undefined;
  await blobs.put(key, await readUsable(file), { contentType });
  if (key === alarmListKey && (await blobs.get(alarmRulesKey)) !== undefined) {
    log.warn('the list does not count, because there are rules', {
      list: file,
      rules: alarmRulesKey,
    });
  }
  const install = () => {
    readFile(file)
      .then((text) => blobs.put(key, text, { contentType }))
      .catch((error: unknown) => log.error('alarm list not readable', { file, error }));
  };
  watchFile(file, { interval: pollMilliseconds }, install);
  return () => unwatchFile(file, install);
}

function kindOf(file = '') {
  return /\.ya?ml$/i.test(file)
    ? { key: alarmRulesKey, contentType: 'application/yaml' }
    : { key: alarmListKey, contentType: 'text/csv' };
}

async function installFirstList(blobs: Pick<BlobStore, 'get' | 'put'>): Promise<void> {
  const list = await readFile(projectFile('config', 'reko_alarms.csv'));
  await blobs.put(alarmListKey, list, { condition: 'if-absent', contentType: 'text/csv' });
  const installed = await blobs.get(alarmListKey);
  if (installed !== undefined) demandUsable(installed.bytes, alarmListKey);
}

async function readUsable(file: string): Promise<Uint8Array> {
  const text = await readFile(file).catch((error: unknown) => {
    throw new UsageError(`the alarm list ${file} cannot be read: ${String(error)}`);
  });
  if (kindOf(file).key === alarmListKey) demandUsable(text, file);
  else await demandUsableRules(text.toString(), file);
  return text;
}

// What reads rules is loaded for those who have some.
async function demandUsableRules(text: string, file: string): Promise<void> {
  const { readRules } = await import('../services/classifier/rules/read-rules.ts');
  const { problemsText } = await import('../runtime/read-yaml.ts');
  const reading = readRules(text);
  if (reading.outcome === 'unusable') throw new UsageError(problemsText(file, reading.problems));
}

function demandUsable(list: Uint8Array, name: string): void {
  const { rules, problems } = parseAlarmList(new TextDecoder().decode(list));
  if (rules.length > 0) return;
  const [first] = problems;
  const why = first === undefined ? 'it is empty' : `line ${first.line}: ${first.problem}`;
  throw new UsageError(`the alarm list ${name} has no row of Label,Category,Alarm|Quiet; ${why}`);
}
