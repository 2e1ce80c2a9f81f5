import * as v from 'valibot';
import { layoutNames } from '../contracts/object-key.ts';
import { oneOf, RegionSchema, TimeZoneSchema } from '../runtime/place-schemas.ts';
import { CamerasSchema, cameraNames, silenceLimits } from './cameras-schema.ts';
import { GallerySchema } from './gallery-schema.ts';
import { LabelerSchema, SpendSchema } from './labeling-schema.ts';
import { NotificationsSchema } from './notifications-schema.ts';
import { MailSchema, RecipientsSchema } from './recipients-schema.ts';
import { WebhooksSchema } from './webhooks-schema.ts';

export { CameraSchema } from '../runtime/place-schemas.ts';
export { EmailSchema, PhoneSchema } from './recipients-schema.ts';

const Days = (otherwise: number, description: string) =>
  v.optional(
    v.pipe(
      v.number('must be a number of days'),
      v.integer('must be a whole number of days'),
      v.minValue(1, 'must be at least 1 day'),
      v.maxValue(3650, 'must be at most 3650 days'),
      v.description(description),
    ),
    otherwise,
  );

const StageSchema = v.pipe(
  v.string('must be a name'),
  v.regex(
    /^[a-z](?:[a-z0-9-]{0,14}[a-z0-9])?$/,
    'must be 1 to 16 lower-case letters, digits and hyphens, such as home',
  ),
  v.description('Part of every name, so that two pipelines can live in one account.'),
);

const RetentionSchema = v.pipe(
  v.strictObject({
    quietDays: Days(2, 'Pictures without an alarm.'),
    alarmDays: Days(365, 'Pictures of alarms.'),
    errorDays: Days(30, 'Pictures that could not be read.'),
    recordDays: Days(365, 'What was decided on each picture.'),
    csvDays: Days(365, 'The lists of all labels.'),
    galleryDays: Days(365, 'Thumbnails and the index of the gallery.'),
  }),
  // A picture's CSV holds the claim on its name: without it, another picture could be given the name.
  v.forward(
    v.partialCheck(
      [['csvDays'], ['quietDays'], ['alarmDays']],
      ({ csvDays, quietDays, alarmDays }) => csvDays >= Math.max(quietDays, alarmDays),
      'must be at least alarmDays and quietDays: the lists keep the names of the pictures',
    ),
    ['csvDays'],
  ),
  v.description('How many days things are kept.'),
);

const GalleryUrlSchema = v.pipe(
  v.string('must be the address of the page'),
  v.url('must be the address of the page, such as https://pictures.example.org'),
  v.regex(/^https?:/i, 'must be the address of the page, such as https://pictures.example.org'),
  v.description('Where you open the page; messages link to it.'),
);

const architectures = ['arm64', 'x86_64'] as const;

const WrittenSchema = v.strictObject({
  region: RegionSchema,
  timeZone: TimeZoneSchema,
  cameras: CamerasSchema,
  recipients: RecipientsSchema,
  mail: v.optional(MailSchema),
  galleryUrl: v.optional(GalleryUrlSchema),
  stage: v.optional(StageSchema, 'home'),
  retention: v.optional(RetentionSchema, {}),
  layout: v.optional(
    v.pipe(v.picklist(layoutNames, oneOf(layoutNames)), v.description('The folder names.')),
    'intellicam',
  ),
  labeler: v.optional(LabelerSchema, {}),
  notifications: v.optional(NotificationsSchema, {}),
  webhooks: v.optional(WebhooksSchema, []),
  gallery: v.optional(GallerySchema, {}),
  spend: v.optional(SpendSchema, {}),
  architecture: v.optional(
    v.pipe(
      v.picklist(architectures, oneOf(architectures)),
      v.description("The functions' processor."),
    ),
    'arm64',
  ),
});

/** What an owner writes into `intellicam.yaml`. */
export const ConfigurationSchema = v.pipe(
  WrittenSchema,
  v.transform(({ cameras, ...others }) => ({
    ...others,
    cameras: cameraNames(cameras),
    silentAfterMinutes: silenceLimits(cameras),
  })),
);

/** The owner's configuration with everything filled in. */
export type Configuration = v.InferOutput<typeof ConfigurationSchema>;
