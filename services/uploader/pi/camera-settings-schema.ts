import * as v from 'valibot';
import { CameraSchema } from '../../../runtime/place-schemas.ts';
import { AbsolutePathSchema, CredentialsSchema } from './credentials-schema.ts';

/** Where Motion puts a camera's pictures when its owner names no folder. */
export const picturesFolder = '/var/lib/intellicam/pictures';

const SamplingSchema = v.strictObject({
  everySeconds: v.optional(
    v.pipe(
      v.number('must be a number of seconds'),
      v.minValue(0, 'must be 0 seconds or more'),
      v.maxValue(3600, 'must be at most 3600 seconds'),
    ),
    2,
  ),
  mostPerEvent: v.optional(
    v.pipe(
      v.number('must be a number of pictures'),
      v.integer('must be a whole number of pictures'),
      v.minValue(1, 'must be at least 1 picture'),
    ),
    10,
  ),
});

const sampling = v.lazy((input) =>
  typeof input === 'object'
    ? SamplingSchema
    : v.literal('off', 'must be off, or have the keys everySeconds, mostPerEvent'),
);

const MotionOptionsSchema = v.record(
  v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_]*$/, 'must be the name of an option of Motion')),
  v.union([v.string(), v.number(), v.boolean()], 'must be a word, a number, or a text in quotes'),
  'must be a list of options of Motion, such as threshold: 3000',
);

export const CameraSettingsSchema = v.strictObject({
  name: CameraSchema,
  folder: v.optional(AbsolutePathSchema),
  id: v.optional(
    v.pipe(
      v.number("must be Motion's number of the camera"),
      v.integer('must be a whole number'),
      v.minValue(1, 'must be at least 1'),
      v.maxValue(32000, 'must be at most 32000'),
    ),
  ),
  hook: v.optional(v.boolean('must be true or false'), false),
  sampling: v.optional(sampling, {}),
  // One Pi may serve several cameras, and a certificate counts for one.
  credentials: v.optional(CredentialsSchema),
  source: v.optional(
    v.pipe(
      v.string('must be a device or an address'),
      v.regex(
        /^(?:\/dev\/[\w./-]+|libcamera|(?:rtsps?|https?|file|mjpeg|jpeg):\/\/\S+)$/,
        'must be libcamera, a device such as /dev/video0, or an address such as rtsp://192.168.1.20/stream',
      ),
    ),
  ),
  motion: v.optional(MotionOptionsSchema, {}),
});
