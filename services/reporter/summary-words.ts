import { oneLine, shortened } from '../../runtime/one-line.ts';
import type { Counted, DaySummary } from './day-summary.ts';

/** A part of the message that is a table. */
export type Section = {
  readonly title: string;
  readonly rows: readonly (readonly string[])[];
};

// A text message carries that much of a name, and still says what is with it.
const longestName = 40;
const mostRows = 12;
const mostLabels = 6;

/** A day as people say it, without the year: `Thursday 19 November`. */
export function dayText(day: string): string {
  const at = new Date(`${day}T12:00:00Z`);
  const part = (style: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', ...style }).format(at);
  return [part({ weekday: 'long' }), part({ day: 'numeric' }), part({ month: 'long' })].join(' ');
}

/** How many pictures there were of each kind; empty when there were none. */
export function pictureCounts({ alarms, quiet, rejected }: DaySummary): string {
  const rejections = sum(rejected);
  return [
    ...counted(sum(alarms), 'alarm'),
    ...counted(quiet, 'quiet picture'),
    ...(rejections === 0 ? [] : [`${rejections} unreadable`]),
  ].join(', ');
}

/** How the cameras are; empty when there are none. */
export function cameraSentences({ cameras }: DaySummary, timeZone: string): readonly string[] {
  const of = (state: (typeof cameras)[number]['state']) =>
    cameras.filter((camera) => camera.state === state).length;
  const silent = cameras.flatMap((camera) =>
    camera.state === 'silent'
      ? [`The camera ${named(camera.camera)} has been silent since ${at(camera.since, timeZone)}.`]
      : [],
  );
  const more = silent.length - mostRows;
  return [
    ...silent.slice(0, mostRows),
    ...(more > 0 ? [`So have ${more} more.`] : []),
    ...(of('well') === 0 ? [] : [`${these(of('well'), 'camera')} well.`]),
    ...(of('unwatched') === 0 ? [] : [`${these(of('unwatched'), 'camera')} not watched.`]),
  ];
}

/** What there is to say of a day in tables. */
export function sectionsOf({ alarms, rejected, losses }: DaySummary): readonly Section[] {
  const sections: readonly Section[] = [
    {
      title: 'Alarms',
      rows: alarms.map(({ camera, count, labels }) => [named(camera), String(count), list(labels)]),
    },
    {
      title: 'Could not be read',
      rows: rejected.map(({ name, count }) => [String(count), oneLine(name)]),
    },
    {
      title: 'Not sent by the cameras',
      rows: losses.map(({ camera, leftOut, dropped, refused }) => [
        named(camera),
        [
          ...(leftOut === 0 ? [] : [`${leftOut} left out of long events`]),
          ...(dropped === 0 ? [] : [`${dropped} dropped, to keep the disk from filling`]),
          ...(refused === 0 ? [] : [`${refused} refused by the store`]),
        ].join(', '),
      ]),
    },
  ];
  return sections
    .filter(({ rows }) => rows.length > 0)
    .map(({ title, rows }) => ({ title, rows: withoutRest(rows) }));
}

/** What else there is to know. */
export function remarksOf({ messages, dollars, ...pictures }: DaySummary): readonly string[] {
  const cost = dollars === undefined || pictures.alarms.length + pictures.quiet === 0;
  const { rang, held } = messages ?? { rang: 0, held: 0 };
  return [
    ...(rang + held === 0
      ? []
      : [`${these(rang, 'alarm', 'rang')}, ${held} ${held === 1 ? 'was' : 'were'} held back.`]),
    ...(cost ? [] : [`The pictures of the day cost ${money(dollars)}.`]),
  ];
}

function money(dollars: number): string {
  return dollars < 0.01 ? 'less than a cent' : `about ${dollars.toFixed(2)} dollars`;
}

function withoutRest(rows: Section['rows']): Section['rows'] {
  if (rows.length <= mostRows) return rows;
  return [...rows.slice(0, mostRows - 1), [`and ${rows.length - mostRows + 1} more`]];
}

function list(labels: readonly Counted[]): string {
  const most = labels.slice(0, mostLabels).map(({ name, count }) => `${named(name)} ${count}`);
  const more = labels.length > mostLabels ? [`${labels.length - mostLabels} others`] : [];
  return [...most, ...more].join(', ');
}

function named(name: string): string {
  return shortened(oneLine(name), longestName);
}

function counted(count: number, thing: string): readonly string[] {
  return count === 0 ? [] : [`${count} ${count === 1 ? thing : `${thing}s`}`];
}

function these(count: number, thing: string, verb?: string): string {
  return `${count} ${count === 1 ? thing : `${thing}s`} ${verb ?? (count === 1 ? 'is' : 'are')}`;
}

function sum(all: readonly { readonly count: number }[]): number {
  return all.reduce((total, { count }) => total + count, 0);
}

function at(instant: string, timeZone: string): string {
  const text = (style: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-GB', { timeZone, ...style }).format(new Date(instant));
  return `${text({ timeStyle: 'short' })} on ${text({ dateStyle: 'medium' })}`;
}
