import type { RulesVersion } from '../../../contracts/judgement-trace.ts';
import { alarmListKey, alarmRulesKey } from '../../../contracts/object-key.ts';
import type { Deps } from '../../../runtime/ports.ts';
import { parseAlarmList } from '../parse-alarm-list.ts';
import { compileList } from './compile-list.ts';
import type { RulesReading } from './read-rules.ts';
import { recentLook } from './recent-look.ts';
import type { Rule } from './rule.ts';
import type { SourcedRules } from './rules-document.ts';
import { type GoodFile, watchedFile } from './watched-file.ts';

/** What rings now, and which version of the owner's files says so. */
type RulesInForce = SourcedRules & { readonly version: RulesVersion };

export type RuleSource = {
  current(): Promise<RulesInForce>;
  /** The same, from a look that begins only now. */
  latest(): Promise<RulesInForce>;
};

type Usable = Extract<RulesReading, { outcome: 'usable' }>;

/**
 * The owner's rules as they are now: `alarms.yaml` where it exists, else the alarm list. A file that
 * cannot be used never replaces a good one: it is told in the log, and the last good one stays in
 * force.
 *
 * A process that starts with a bad `alarms.yaml` has no good one, and does not take the list instead:
 * what the owner's rules would have rung it would file as quiet, and quiet pictures are deleted soon.
 * The pictures wait, and the dead letters' alarm tells the owner.
 */
export function ruleSource({ blobs, log, now }: Deps<'blobs'>): RuleSource {
  const rulesFile = watchedFile({
    blobs,
    key: alarmRulesKey,
    read: readRulesFile,
    onMissing: noRules,
  });
  const listFile = watchedFile({ blobs, key: alarmListKey, read: readList, onMissing: noList });
  let inForce: RulesInForce | undefined;
  let blockedBy: string = alarmListKey;
  const look = recentLook(check, now);

  return {
    current: async () => {
      await look();
      return lastGood();
    },
    latest: async () => {
      await check();
      return lastGood();
    },
  };

  function lastGood(): RulesInForce {
    if (inForce !== undefined) return inForce;
    throw new Error(`read what rings from ${blockedBy}: there has been no usable one yet`);
  }

  async function check(): Promise<void> {
    const state = await rulesFile.check();
    const file = state === 'good' ? rulesFile.lastGood() : undefined;
    const needsList = state === 'missing' || file?.value.withList === true;
    if (needsList) await listFile.check();
    blockedBy = state === 'bad' ? alarmRulesKey : alarmListKey;
    if (state === 'bad') return;
    const list = needsList ? listFile.lastGood() : undefined;
    if (needsList && list === undefined) return;
    inForce = combined(file, list) ?? inForce;
  }

  // Most owners have only the list, and their functions start without the reader of YAML.
  async function readRulesFile(text: string): Promise<Usable | undefined> {
    const { readRules } = await import('./read-rules.ts');
    const reading = readRules(text);
    if (reading.outcome === 'usable') {
      const { warnings } = reading;
      if (warnings.length > 0) log.warn('alarm rules have parts that do nothing', { warnings });
      return reading;
    }
    const { problems } = reading;
    const message =
      inForce === undefined
        ? 'alarm rules unreadable, pictures wait until they are mended'
        : 'alarm rules unreadable, the last good ones stay in force';
    log.error(message, { key: alarmRulesKey, problems });
    return undefined;
  }

  function readList(text: string): readonly Rule[] | undefined {
    const { rules, problems } = parseAlarmList(text);
    if (rules.length === 0) {
      log.error('alarm list unreadable, the last good one stays in force', { problems });
      return undefined;
    }
    if (problems.length > 0) log.warn('alarm list has rows that cannot be read', { problems });
    if (!rules.some((rule) => rule.rings)) log.warn('alarm list has no row that says Alarm');
    return compileList(rules);
  }

  function noRules(): void {
    if (rulesFile.lastGood() !== undefined)
      log.warn('alarm rules gone, the alarm list counts again');
  }

  function noList(): void {
    log.error('alarm list missing', { key: alarmListKey });
  }
}

function combined(
  file: GoodFile<Usable> | undefined,
  list: GoodFile<readonly Rule[]> | undefined,
): RulesInForce | undefined {
  if (file === undefined) {
    if (list === undefined) return undefined;
    const rules = { rules: list.value, profiles: new Map() };
    const version = { source: alarmListKey, ...versionOf(list) } as const;
    return { rules, version, list: list.value, isListAlone: true };
  }
  const { rules, ...others } = file.value.rules;
  return {
    rules: { ...others, rules: list === undefined ? rules : [...rules, ...list.value] },
    version: {
      source: alarmRulesKey,
      ...versionOf(file),
      ...(list === undefined ? {} : { list: versionOf(list) }),
    },
    list: list?.value ?? [],
    isListAlone: false,
  };
}

function versionOf({ etag, versionId }: GoodFile<unknown>) {
  return { etag, ...(versionId === undefined ? {} : { versionId }) };
}
