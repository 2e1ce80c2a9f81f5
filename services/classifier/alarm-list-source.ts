import { alarmListKey } from '../../contracts/object-key.ts';
import type { Deps } from '../../runtime/ports.ts';
import { type AlarmRule, parseAlarmList } from './parse-alarm-list.ts';

export type AlarmListSource = { current(): Promise<readonly AlarmRule[]> };

// A change of the list takes effect within this time, and a burst of pictures reads it once.
const maxAgeMilliseconds = 5_000;

/**
 * The owner's alarm list as it is now. A list that cannot be used never replaces a good one: it is
 * told in the log, and the last good list stays in force.
 */
export function alarmListSource({ blobs, log, now }: Deps<'blobs'>): AlarmListSource {
  let known: { rules: readonly AlarmRule[]; etag: string | undefined } | undefined;
  let rejectedEtag: string | undefined;
  let checkedAt = Number.NEGATIVE_INFINITY;
  let checking: Promise<void> | undefined;

  return {
    current: async () => {
      // A clock that is set back must not keep an old list in force.
      if (Math.abs(now().getTime() - checkedAt) >= maxAgeMilliseconds) {
        checking ??= check().finally(() => {
          checking = undefined;
        });
        await checking;
      }
      if (known === undefined) {
        throw new Error(`read the alarm list ${alarmListKey}: there has been no usable one yet`);
      }
      return known.rules;
    },
  };

  async function check(): Promise<void> {
    const blob = await blobs.get(alarmListKey);
    checkedAt = now().getTime();
    if (blob === undefined) {
      if (rejectedEtag !== 'missing') log.error('alarm list missing', { key: alarmListKey });
      rejectedEtag = 'missing';
      return;
    }
    if (blob.etag === rejectedEtag) return;
    rejectedEtag = undefined;
    if (blob.etag === known?.etag) return;
    const { rules, problems } = parseAlarmList(new TextDecoder().decode(blob.bytes));
    if (rules.length === 0) {
      rejectedEtag = blob.etag;
      log.error('alarm list unreadable, the last good one stays in force', { problems });
      return;
    }
    if (problems.length > 0) log.warn('alarm list has rows that cannot be read', { problems });
    if (!rules.some((rule) => rule.rings)) log.warn('alarm list has no row that says Alarm');
    known = { rules, etag: blob.etag };
  }
}
