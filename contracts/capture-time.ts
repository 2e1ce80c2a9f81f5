import { Temporal } from 'temporal-polyfill';

/** The metadata field in which the uploader says when the picture was taken. */
export const capturedAtMetadata = 'captured-at';
/** The metadata field that carries Motion's event. */
export const motionEventMetadata = 'motion-event';

type CaptureSources = {
  readonly metadata: Readonly<Record<string, string>>;
  readonly file: string;
  readonly lastModified: Date;
  readonly timeZone: string;
};

/**
 * When a picture was taken: from its metadata, else its file name, else the day it was stored.
 *
 * Never from a delivery, so that a second delivery computes the same names. ISO 8601 in UTC.
 */
export function captureTime(sources: CaptureSources): string {
  const instant =
    readInstant(sources.metadata[capturedAtMetadata]) ??
    instantInName(sources.file, sources.timeZone) ??
    sources.lastModified;
  return instant.toISOString();
}

/** A picture's day and hour in the configured zone, as `2026-11-20` and `14`. */
export function localHour(instant: string, timeZone: string): { day: string; hour: string } {
  const local = Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone);
  return {
    day: local.toPlainDate().toString(),
    hour: String(local.hour).padStart(2, '0'),
  };
}

function readInstant(text: string | undefined): Date | undefined {
  if (text === undefined) return undefined;
  try {
    // Date.parse would find a time in `frame 7`, in this machine's zone.
    return plausible(new Date(Temporal.Instant.from(text).epochMilliseconds));
  } catch {
    return undefined;
  }
}

// Motion's `%s`, seconds since 1970, is exact; its `%Y%m%d%H%M%S` is local time. Motion's event id
// is five digits of camera before such a local time.
const epochSeconds = /(?<!\d)(1\d{9})(?!\d)/;
const localTime =
  /(?<!\d)(?:\d{5})?(20\d\d)[-_]?(\d\d)[-_]?(\d\d)[-_T ]?(\d\d)[-_:.]?(\d\d)[-_:.]?(\d\d)(?:\.\d+)?(?!\d)(Z)?/;

function instantInName(file: string, timeZone: string): Date | undefined {
  const name = file.slice(file.lastIndexOf('/') + 1);
  const seconds = epochSeconds.exec(name)?.[1];
  if (seconds !== undefined) return plausible(new Date(Number(seconds) * 1000));
  const found = localTime.exec(name);
  if (found === null) return undefined;
  const [year, month, day, hour, minute, second] = found.slice(1, 7).map(Number);
  try {
    const local = Temporal.PlainDateTime.from(
      { year: year ?? 0, month: month ?? 0, day: day ?? 0, hour, minute, second } as const,
      { overflow: 'reject' },
    );
    const zone = found[7] === 'Z' ? 'UTC' : timeZone;
    return plausible(new Date(local.toZonedDateTime(zone).epochMilliseconds));
  } catch {
    return undefined;
  }
}

// A Pi without network boots in 1970; such a time says nothing.
function plausible(time: Date): Date | undefined {
  return time.getUTCFullYear() >= 2000 && time.getUTCFullYear() < 2100 ? time : undefined;
}
