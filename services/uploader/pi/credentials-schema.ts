import * as v from 'valibot';

export const AbsolutePathSchema = v.pipe(
  v.string('must be a path'),
  v.regex(/^\/[^\0\r\n]*$/, 'must be a path from the root, such as /srv/cameras/garden'),
);

// A file that `enroll` writes; the names are those of AWS IoT's credential provider.
const IotSchema = v.strictObject({
  endpoint: v.pipe(
    v.string('must be the name of a host'),
    v.regex(
      /^[A-Za-z0-9.-]+(?::\d{1,5})?$/,
      'must be the name of a host, such as abc123.credentials.iot.eu-west-1.amazonaws.com',
    ),
  ),
  roleAlias: v.pipe(v.string('must be a name'), v.regex(/^[\w=,@-]{1,128}$/, 'must be a name')),
  thing: v.pipe(
    v.string('must be the name of a thing'),
    v.regex(/^[\w:-]{1,128}$/, 'must be the name of a thing in AWS IoT'),
  ),
  certificate: AbsolutePathSchema,
  key: AbsolutePathSchema,
});

/** How the Pi signs in; without it, the AWS SDK's own chain is asked. */
export const CredentialsSchema = v.strictObject({ iot: IotSchema });

export type Credentials = v.InferOutput<typeof CredentialsSchema>;
