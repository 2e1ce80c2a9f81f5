import { relative } from 'node:path';
import * as v from 'valibot';
import { oneOf, RegionSchema, TimeZoneSchema } from '../../../runtime/place-schemas.ts';
import { CameraSettingsSchema, picturesFolder } from './camera-settings-schema.ts';
import { CredentialsSchema } from './credentials-schema.ts';

const afterSending = ['delete', 'move'] as const;
const leftOut = ['delete', 'keep'] as const;

const BacklogSchema = v.strictObject({
  megabytes: v.optional(
    v.pipe(v.number('must be a number of megabytes'), v.minValue(1, 'must be at least 1 megabyte')),
    2000,
  ),
  diskPercent: v.optional(
    v.pipe(
      v.number('must be a number from 1 to 95'),
      v.minValue(1, 'must be a number from 1 to 95'),
      v.maxValue(95, 'must be a number from 1 to 95'),
    ),
    90,
  ),
});

const CamerasSchema = v.pipe(
  v.array(CameraSettingsSchema, 'must be a list, each with a name'),
  v.nonEmpty('must name at least one camera'),
  v.transform((cameras) =>
    cameras.map((camera) => ({
      ...camera,
      folder: camera.folder ?? `${picturesFolder}/${camera.name}`,
    })),
  ),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const wrong = clash(dataset.value);
    if (wrong !== undefined) addIssue({ message: wrong });
  }),
);

/** What an owner writes into `/etc/intellicam/uploader.yaml`. */
export const UploaderConfigurationSchema = v.strictObject({
  region: RegionSchema,
  bucket: v.pipe(
    v.string('must be the name of a bucket'),
    v.regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'must be the name of a bucket'),
  ),
  // Motion names its files by this machine's clock.
  timeZone: v.optional(TimeZoneSchema, () => Intl.DateTimeFormat().resolvedOptions().timeZone),
  credentials: v.optional(CredentialsSchema),
  cameras: CamerasSchema,
  afterSending: v.optional(v.picklist(afterSending, oneOf(afterSending)), 'delete'),
  leftOut: v.optional(v.picklist(leftOut, oneOf(leftOut)), 'delete'),
  backlog: v.optional(BacklogSchema, {}),
  heartbeatSeconds: v.optional(
    v.pipe(
      v.number('must be a number of seconds'),
      v.minValue(10, 'must be at least 10 seconds'),
      v.maxValue(86_400, 'must be at most 86400 seconds, which is a day'),
    ),
    300,
  ),
  endpoint: v.optional(
    v.pipe(
      v.string('must be an address'),
      v.regex(/^https?:\/\/[^\s/]+\/?$/, 'must be an address, such as https://minio.local:9000'),
    ),
  ),
});

/** The uploader's configuration with everything filled in. */
export type UploaderConfiguration = v.InferOutput<typeof UploaderConfigurationSchema>;

type Place = { readonly name: string; readonly folder: string; readonly id?: number | undefined };

// Two cameras that share a folder, or whose folders contain each other, would send pictures twice.
function clash(cameras: readonly Place[]): string | undefined {
  for (const [index, one] of cameras.entries()) {
    for (const other of cameras.slice(0, index)) {
      if (one.name === other.name) return `must not name ${one.name} twice`;
      if (one.id !== undefined && one.id === other.id) {
        return `must not give ${other.name} and ${one.name} the same id`;
      }
      if (lies(one.folder, other.folder) || lies(other.folder, one.folder)) {
        return `must not put ${one.name} into the folder of ${other.name}, or their pictures mix`;
      }
    }
  }
  return undefined;
}

function lies(folder: string, within: string): boolean {
  return !/^\.\.(?:\/|$)/.test(relative(within, folder));
}
