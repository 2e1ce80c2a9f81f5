/** In the order of the week. */
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
type Weekday = (typeof weekdays)[number];

/** Minutes since midnight, the end not included; one that ends before it begins goes over midnight. */
export type TimeWindow = { readonly from: number; readonly to: number };

/** When something holds; an empty list asks for nothing. */
export type Schedule = {
  readonly hours: readonly TimeWindow[];
  readonly weekdays: readonly Weekday[];
};

/** A moment as the clock on the wall shows it. */
export type WallTime = { readonly weekday: Weekday; readonly minute: number };

export type InSchedule = {
  readonly hours: boolean;
  readonly weekday: boolean;
  /** The day that counts: in the small hours of a window, the one on which it began. */
  readonly day: Weekday;
};

export const minutesOfDay = 24 * 60;

/**
 * The time on the wall, and its day, such as `2026-11-20`. Windows are compared with it and not with
 * durations, so that `22:00-06:00` ends at six by the clock also in the night that is an hour shorter or
 * longer.
 */
export function wallTime(instant: string, timeZone: string): WallTime & { readonly day: string } {
  const shown = new Map(
    clockOf(timeZone)
      .formatToParts(Date.parse(instant))
      .map(({ type, value }) => [type, value]),
  );
  const part = (name: Intl.DateTimeFormatPartTypes) => shown.get(name) ?? '';
  return {
    weekday: weekdays.find((one) => one === part('weekday').toLowerCase()) ?? 'mon',
    minute: Number(part('hour')) * 60 + Number(part('minute')),
    day: `${part('year')}-${part('month')}-${part('day')}`,
  };
}

// The browser's own: the page judges by these rules, too, and Temporal would be most of what it loads.
const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    ...{ timeZone, calendar: 'gregory', numberingSystem: 'latn', hourCycle: 'h23' },
    ...{ weekday: 'short', year: 'numeric', month: '2-digit', day: '2-digit' },
    ...{ hour: '2-digit', minute: '2-digit' },
  });
  clocks.set(timeZone, made);
  return made;
}

/** A minute of the day as people write it: `14:02`. */
export function clock(minute: number): string {
  const twoDigits = (number: number) => String(number).padStart(2, '0');
  return `${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}`;
}

/**
 * Whether a moment lies in a schedule. A window that goes over midnight belongs to the day on which it
 * began: with `fri`, `22:00-06:00` lasts until Saturday morning.
 */
export function inSchedule({ hours, weekdays: days }: Schedule, now: WallTime): InSchedule {
  const began = hours.length === 0 ? [now.weekday] : hours.flatMap((window) => begun(window, now));
  const day = began.find((one) => days.includes(one)) ?? began[0] ?? now.weekday;
  return {
    hours: began.length > 0,
    weekday: days.length === 0 || days.includes(day),
    day,
  };
}

function begun({ from, to }: TimeWindow, { weekday, minute }: WallTime): readonly Weekday[] {
  if (from < to) return minute >= from && minute < to ? [weekday] : [];
  if (minute >= from) return [weekday];
  return minute < to ? [dayBefore(weekday)] : [];
}

function dayBefore(weekday: Weekday): Weekday {
  return weekdays.at(weekdays.indexOf(weekday) - 1) ?? weekday;
}
