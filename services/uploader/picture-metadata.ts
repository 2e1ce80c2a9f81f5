import { Temporal } from 'temporal-polyfill';
import { capturedAtMetadata, motionEventMetadata } from '../../contracts/capture-time.ts';
import type { MotionArea, Picture } from './picture.ts';

/** What is stored with a picture, as HTTP headers carry it. */
export function pictureMetadata(
  { camera, capturedAt, event, motionArea }: Picture,
  timeZone: string,
): Readonly<Record<string, string>> {
  const known = {
    [capturedAtMetadata]: localTime(capturedAt, timeZone),
    camera,
    ...(event === undefined ? {} : { [motionEventMetadata]: event }),
    ...(motionArea === undefined ? {} : { 'motion-area': formatMotionArea(motionArea) }),
  };
  return Object.fromEntries(Object.entries(known).map(([name, value]) => [name, encoded(value)]));
}

/** Centre and size, in the order that Motion's hook uses. */
function formatMotionArea({ centerX, centerY, width, height }: MotionArea): string {
  return [centerX, centerY, width, height].join('x');
}

function localTime(time: Date, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(time.getTime())
    .toZonedDateTimeISO(timeZone)
    .toString({ timeZoneName: 'never' });
}

// As the pipeline's own S3 adapter does, which reads it.
function encoded(value: string): string {
  return Buffer.from(value)
    .toString()
    .replace(/[^!-$&-~]/gu, encodeURIComponent);
}
