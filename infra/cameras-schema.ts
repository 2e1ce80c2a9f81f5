import * as v from 'valibot';
import { CameraSchema } from '../runtime/place-schemas.ts';

const [leastMinutes, mostMinutes] = [10, 10_080];
const must = `must be a whole number of minutes from ${leastMinutes} to ${mostMinutes}, or 0: never told`;

const SilenceSchema = v.pipe(
  v.number(must),
  v.integer(must),
  v.check((minutes) => minutes === 0 || minutes >= leastMinutes, must),
  v.minValue(0, must),
  v.maxValue(mostMinutes, must),
  v.description(
    'You are told when the camera gives no sign of life for so long; 0: never. Without it, 30 for a camera that sends heartbeats, and never for others.',
  ),
);

const CameraEntrySchema = v.union(
  [
    CameraSchema,
    v.strictObject({ name: CameraSchema, silentAfterMinutes: v.optional(SilenceSchema) }),
  ],
  `must be the name of a camera, or { name: door, silentAfterMinutes: 60 }; minutes from ${leastMinutes} to ${mostMinutes}, or 0: never told`,
);

type CameraEntry = v.InferOutput<typeof CameraEntrySchema>;

export const CamerasSchema = v.pipe(
  v.array(CameraEntrySchema, 'must be a list'),
  v.check(
    (entries) => new Set(cameraNames(entries)).size === entries.length,
    'must not name anything twice',
  ),
  v.nonEmpty('must name at least one camera'),
  v.description('The folders below upload/, one for each camera.'),
);

/** The cameras' names, however they are written. */
export function cameraNames(entries: readonly CameraEntry[]): string[] {
  return entries.map((entry) => (typeof entry === 'string' ? entry : entry.name));
}

/** How long each camera may be silent, where its owner says so. */
export function silenceLimits(
  entries: readonly CameraEntry[],
): Readonly<Record<string, number | undefined>> {
  return Object.fromEntries(
    entries.flatMap((entry) =>
      typeof entry === 'string' || entry.silentAfterMinutes === undefined
        ? []
        : [[entry.name, entry.silentAfterMinutes]],
    ),
  );
}
