import { styleText } from 'node:util';
import { type Answer, isUnknown } from '../../runtime/aws/owner/answer.ts';
import type { CameraSigns } from '../../runtime/aws/owner/camera-signs.ts';
import type { DeploymentStatus, RingingAlarm } from '../../runtime/aws/owner/deployment-status.ts';
import type { LabelingStatus } from '../../runtime/aws/owner/labeling-status.ts';
import type { CameraStatus, LastPictures } from '../../runtime/aws/owner/last-pictures.ts';
import type { MonthSoFar } from '../../runtime/aws/owner/month-so-far.ts';
import type { Subscriber } from '../../runtime/aws/owner/read-subscribers.ts';
import { formatQueues } from './format-queues.ts';
import { columns, wrapText } from './wrap-text.ts';

/** Shows a pipeline's status on one screen. */
export function printStatus(status: DeploymentStatus, timeZone: string): void {
  process.stdout.write(formatStatus(status, timeZone, alarming));
}

function alarming(text: string): string {
  return styleText('red', text, { stream: process.stdout, validateStream: true });
}

/** Colours what wants to be looked at. */
export type Emphasise = (text: string) => string;

/** The status as text, times in the zone of the configuration. */
export function formatStatus(
  status: DeploymentStatus,
  timeZone: string,
  emphasise: Emphasise,
): string {
  const { stage, region, account, pictures } = status;
  const sections: readonly (readonly [string, readonly string[]])[] = [
    ['operations', ringingLines(status.ringing, timeZone)],
    ['alarms go to', toldLines(status.toldOfAlarms)],
    ['trouble goes to', toldLines(status.toldOfOperations)],
    [
      'last picture',
      [...pictures.cameras.map(toLine(pictures, timeZone)), ...otherLines(pictures, timeZone)],
    ],
    ['sign of life', status.signs.map(signLine(status.signs, timeZone, emphasise))],
    [monthTitle(status.month), [monthLine(status.month), ...budgetLines(status.labeling)]],
    ...outageSection(status.labeling, timeZone),
  ];
  const width = Math.max(...sections.map(([title]) => title.length)) + 2;
  return [
    `IntelliCam ${stage} in ${region}, account ${account}`,
    '',
    ...formatQueues(status, emphasise),
    '',
    ...sections.flatMap(([title, lines]) => {
      const wrapped = lines.flatMap((line) => wrapText(line, columns - width));
      return wrapped.map((line, index) => `${(index === 0 ? title : '').padEnd(width)}${line}`);
    }),
    '',
  ].join('\n');
}

function ringingLines(
  ringing: Answer<readonly RingingAlarm[]>,
  timeZone: string,
): readonly string[] {
  if (isUnknown(ringing)) return [told(ringing)];
  if (ringing.length === 0) return ['no alarm rings'];
  return ringing.map(({ name, description, since }) => {
    const begun = since === null ? '' : ` since ${localTime(since, timeZone)}`;
    return `${name} rings${begun}. ${description}`;
  });
}

function toldLines(subscribers: Answer<readonly Subscriber[]>): readonly string[] {
  if (isUnknown(subscribers)) return [told(subscribers)];
  if (subscribers.length === 0) return ['nobody'];
  const width = Math.max(...subscribers.map(({ endpoint }) => endpoint.length));
  return subscribers.map(
    ({ endpoint, protocol, state }) => `${endpoint.padEnd(width)}  ${protocol}, ${state}`,
  );
}

function otherLines(pictures: LastPictures, timeZone: string): readonly string[] {
  const { others } = pictures;
  if (isUnknown(others)) return [`cameras that are not configured: ${told(others)}`];
  return others.map(toLine(pictures, timeZone));
}

function toLine({ cameras, others, daysLookedAt }: LastPictures, timeZone: string) {
  const all = isUnknown(others) ? cameras : [...cameras, ...others];
  const width = Math.max(...all.map(({ camera }) => camera.length));
  return ({ camera, configured, lastPictureAt }: CameraStatus): string => {
    const when = isUnknown(lastPictureAt)
      ? told(lastPictureAt)
      : lastPictureAt === null
        ? `none in the last ${daysLookedAt} days`
        : localTime(lastPictureAt, timeZone);
    return `${camera.padEnd(width)}  ${when}${configured ? '' : ', not in the configuration'}`;
  };
}

function signLine(signs: readonly CameraSigns[], timeZone: string, emphasise: Emphasise) {
  const width = Math.max(...signs.map(({ camera }) => camera.length));
  return ({ camera, state, lastSignAt }: CameraSigns): string => {
    const words = signWords(state, lastSignAt, timeZone);
    return `${camera.padEnd(width)}  ${state === 'silent' ? emphasise(words) : words}`;
  };
}

function signWords(
  state: CameraSigns['state'],
  lastSignAt: CameraSigns['lastSignAt'],
  timeZone: string,
): string {
  if (isUnknown(state)) return told(state);
  if (isUnknown(lastSignAt)) return told(lastSignAt);
  const at = lastSignAt === null ? 'never' : localTime(lastSignAt, timeZone);
  switch (state) {
    case 'alive':
      return at;
    case 'doubtful':
      return `${at}, longer ago than it should be`;
    case 'silent':
      return `silent since ${at}`;
    case 'unwatched':
      return lastSignAt === null ? 'not watched' : `${at}, not watched`;
  }
}

function monthTitle(month: Answer<MonthSoFar>): string {
  return isUnknown(month) ? 'this month' : `${month.month} so far`;
}

function monthLine(month: Answer<MonthSoFar>): string {
  if (isUnknown(month)) return told(month);
  const { pictures, alarms, rekognitionDollars, otherDollars } = month;
  const together = (rekognitionDollars + otherDollars).toFixed(2);
  return (
    `${pictures} pictures labelled, ${alarms} alarms: about ${together} dollars, ` +
    `${rekognitionDollars.toFixed(2)} of it Rekognition`
  );
}

function budgetLines(labeling: Answer<LabelingStatus>): readonly string[] {
  if (isUnknown(labeling) || labeling.monthlyPictures === null) return [];
  const { reserved, monthlyPictures } = labeling;
  return [`budget: ${reserved} of ${monthlyPictures} pictures used or set aside`];
}

function outageSection(labeling: Answer<LabelingStatus>, timeZone: string) {
  const line = isUnknown(labeling) ? told(labeling) : outageLine(labeling, timeZone);
  return line === undefined ? [] : [['labelling', [line]] as const];
}

function outageLine({ outage }: LabelingStatus, timeZone: string): string | undefined {
  if (outage === null) return undefined;
  const { since, reason, held } = outage;
  return `stands still since ${localTime(since, timeZone)} (${reason}); ${held} pictures wait`;
}

function told({ unknown }: { readonly unknown: string }): string {
  return `unknown: ${unknown}`;
}

function localTime(instant: string, timeZone: string): string {
  // Swedish writes times as ISO 8601 does.
  const style = { dateStyle: 'short', timeStyle: 'short', timeZone } as const;
  return new Intl.DateTimeFormat('sv-SE', style).format(new Date(instant));
}
