import * as v from 'valibot';

const text = v.pipe(v.string(), v.nonEmpty());

const EnrollmentSchema = v.object({
  region: text,
  bucket: text,
  timeZone: text,
  /** Its name in AWS IoT's registry, too. */
  camera: v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/)),
  endpoint: text,
  roleAlias: text,
  iotPolicy: text,
  expiresAt: v.pipe(v.string(), v.isoTimestamp()),
  keys: v.object({ accessKeyId: text, secretAccessKey: text, sessionToken: text }),
});

/** All that a camera has to know to sign in for the first time. */
export type Enrollment = v.InferOutput<typeof EnrollmentSchema>;

/** Writes an enrolment as one word, for the owner to carry from one terminal to the other. */
export function encodeEnrollment(enrollment: Enrollment): string {
  return Buffer.from(JSON.stringify(enrollment)).toString('base64url');
}

/** Reads such a word; undefined when it is none, or not whole. */
export function decodeEnrollment(code: string): Enrollment | undefined {
  try {
    // Terminals and mails break long lines.
    const json = Buffer.from(code.replace(/\s/g, ''), 'base64url').toString();
    const parsed = v.safeParse(EnrollmentSchema, JSON.parse(json));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}
