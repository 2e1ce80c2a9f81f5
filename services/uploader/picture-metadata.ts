import { Temporal } from 'temporal-polyfill';
import { capturedAtMetadata, motionEventMetadata } from '../../contracts/capture-time.ts';
import { formatMotionArea, motionAreaMetadata } from '../../contracts/motion-area.ts';
import type { Picture } from './picture.ts';

/** What is stored with a picture, as it is; the target writes it as its store carries it. */
export function pictureMetadata(
  { camera, capturedAt, event, motionArea }: Picture,
  timeZone: string,
): Readonly<Record<string, string>> {
  const known = {
    [capturedAtMetadata]: localTime(capturedAt, timeZone),
    camera,
    ...(event === undefined ? {} : { [motionEventMetadata]: event }),
    ...(motionArea === undefined ? {} : { [motionAreaMetadata]: formatMotionArea(motionArea) }),
  };
  return Object.fromEntries(
    Object.entries(known).map(([name, value]) => [name, wellFormed(value)]),
  );
}

function localTime(time: Date, timeZone: string): string {
  const { offset, offsetMilliseconds } = offsetAt(time, timeZone);
  return new Date(time.getTime() + offsetMilliseconds).toISOString().replace(/\.000Z|Z/, offset);
}

type Offset = { readonly offset: string; readonly offsetMilliseconds: number };

// Clocks are put forward and back at a quarter of an hour. To ask for each picture took a twentieth of
// its processor time, and pictures come in bursts.
const quarterMilliseconds = 15 * 60_000;
let known: { readonly of: string; readonly offset: Offset } | undefined;

function offsetAt(time: Date, timeZone: string): Offset {
  const of = `${Math.floor(time.getTime() / quarterMilliseconds)} ${timeZone}`;
  if (known?.of !== of) {
    const instant = Temporal.Instant.fromEpochMilliseconds(time.getTime());
    const { offset, offsetNanoseconds } = instant.toZonedDateTimeISO(timeZone);
    known = { of, offset: { offset, offsetMilliseconds: offsetNanoseconds / 1e6 } };
  }
  return known.offset;
}

// Half of a pair of surrogates is no character, and nobody could send it.
function wellFormed(value: string): string {
  return Buffer.from(value).toString();
}
