import { alarmListKey } from '../../contracts/object-key.ts';
import type { Deployment } from '../../runtime/aws/owner/deployment.ts';
import type { Finding } from '../../runtime/aws/owner/finding.ts';
import { parseAlarmList } from '../../services/classifier/parse-alarm-list.ts';

const check = 'what rings';
const mostProblems = 3;

/** Whether the classifier can use the owner's list, and whether anything in it rings. */
export function judgeAlarmList(
  list: string | undefined,
  { bucket, region }: Pick<Deployment, 'bucket' | 'region'>,
): Finding {
  const address = `s3://${bucket}/${alarmListKey}`;
  const upload = `aws s3 cp ${alarmListKey} ${address} --region ${region}`;
  // Not over the list that comes with IntelliCam, which the key is also the path of.
  const copy = 'reko_alarms.csv';
  const edit = `aws s3 cp ${address} ${copy} --region ${region}\naws s3 cp ${copy} ${address} --region ${region}`;
  if (list === undefined) {
    return {
      check,
      state: 'problem',
      found: `There is no ${alarmListKey} in the bucket: pictures cannot be judged.`,
      todo: `Put the list there again, yours or the one that comes with IntelliCam:\n${upload}`,
    };
  }
  const { rules, problems } = parseAlarmList(list);
  const ringing = rules.filter(({ rings }) => rings).length;
  const first = problems
    .slice(0, mostProblems)
    .map(({ line, problem }) => `line ${line}: ${problem}`)
    .join('; ');
  if (rules.length === 0) {
    const why = first === '' ? 'it is empty' : first;
    const found = `No row of ${alarmListKey} can be used (${why}): functions that start now can judge no picture.`;
    return { check, state: 'problem', found, todo: `Fetch it, mend it, put it back:\n${edit}` };
  }
  if (ringing === 0) {
    return {
      check,
      state: 'problem',
      found: `No row of ${alarmListKey} says Alarm: nothing rings.`,
      todo: `Fetch it, let something ring, put it back:\n${edit}`,
    };
  }
  const rows = `Of ${rules.length} row${rules.length === 1 ? '' : 's'} in ${alarmListKey}, ${ringing} ${ringing === 1 ? 'rings' : 'ring'}`;
  if (problems.length === 0) return { check, state: 'ok', found: `${rows}.` };
  const count = problems.length === 1 ? 'one has a mistake' : `${problems.length} have mistakes`;
  return {
    check,
    state: 'warning',
    found: `${rows}; ${count}: ${first}.`,
    todo: `Fetch it, mend it, put it back:\n${edit}`,
  };
}
