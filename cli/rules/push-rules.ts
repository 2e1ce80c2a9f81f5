import { alarmListKey, alarmRulesKey } from '../../contracts/object-key.ts';
import { readRules } from '../../services/classifier/rules/read-rules.ts';
import type { CheckedFile } from './check-rules-file.ts';
import type { RulesStore } from './rules-store.ts';
import { strangersIn } from './strangers-in.ts';

type Pushed = { readonly etag: string; readonly remarks: readonly string[] };

const contentTypes = {
  [alarmRulesKey]: 'application/yaml; charset=utf-8',
  [alarmListKey]: 'text/csv; charset=utf-8',
};

/** Puts a checked file where the pipeline reads it; remarks on what keeps it from counting. */
export async function pushRules(
  { blobs, people }: Pick<RulesStore, 'blobs' | 'people'>,
  { checked, bytes }: { readonly checked: CheckedFile; readonly bytes: Uint8Array },
): Promise<Pushed> {
  const { key } = checked;
  const put = await blobs.put(key, bytes, { contentType: contentTypes[key] });
  if (put.outcome !== 'stored') throw new Error(`write ${key}: somebody else did meanwhile`);
  const strangers = strangersIn(checked.rules, await people());
  return { etag: put.etag, remarks: [...(await remarksOn(blobs, checked)), ...strangers] };
}

async function remarksOn(
  blobs: Pick<RulesStore['blobs'], 'get'>,
  { key, withList }: CheckedFile,
): Promise<readonly string[]> {
  if (key === alarmRulesKey) {
    if (!withList || (await blobs.get(alarmListKey)) !== undefined) return [];
    return [`it asks for the alarm list, and there is no ${alarmListKey}: pictures wait for it`];
  }
  const rules = await blobs.get(alarmRulesKey);
  if (rules === undefined) return [];
  const reading = readRules(new TextDecoder().decode(rules.bytes));
  if (reading.outcome === 'usable' && reading.withList) return [];
  return [`${alarmRulesKey} is there and does not say list: true: the alarm list does not count`];
}
