import * as v from 'valibot';

/** An object that was put into the bucket, as S3 tells it. */
export type CreatedObject = {
  readonly bucket: string;
  readonly key: string;
  readonly versionId?: string;
  readonly etag: string;
  readonly sizeBytes: number;
};

export type NotificationRecord =
  | { readonly kind: 'created'; readonly object: CreatedObject }
  | {
      readonly kind: 'ignored';
      readonly reason: 'test-event' | 'folder-marker' | 'not-a-creation';
    }
  | { readonly kind: 'malformed'; readonly problem: string };

const RecordSchema = v.object({
  eventVersion: v.pipe(v.string(), v.regex(/^2\.\d+$/)),
  eventName: v.string(),
});

// Of a removal, S3 tells neither size nor etag.
const CreationSchema = v.object({
  s3: v.object({
    bucket: v.object({ name: v.pipe(v.string(), v.nonEmpty()) }),
    object: v.object({
      key: v.pipe(v.string(), v.nonEmpty()),
      size: v.optional(v.number(), 0),
      eTag: v.pipe(v.string(), v.nonEmpty()),
      versionId: v.optional(v.string()),
    }),
  }),
});

const NotificationSchema = v.object({ Records: v.array(v.unknown()) });
const TestEventSchema = v.object({ Event: v.literal('s3:TestEvent') });

/**
 * Reads S3's notification out of an SQS message body. Asks for no more than it needs, so that new
 * fields and 2.x versions pass; one record that cannot be read never hides the others.
 */
export function parseS3Notification(body: string): readonly NotificationRecord[] {
  const message = parseJson(body);
  if (v.is(TestEventSchema, message)) return [{ kind: 'ignored', reason: 'test-event' }];
  const notification = v.safeParse(NotificationSchema, message);
  if (!notification.success) return [malformed('the message is no S3 notification')];
  return notification.output.Records.map(parseRecord);
}

function parseRecord(record: unknown): NotificationRecord {
  const parsed = v.safeParse(RecordSchema, record);
  if (!parsed.success) return malformed(problemOf(parsed.issues[0]));
  // S3 itself sends the name without `s3:`, some compatible stores with it.
  if (!/^(s3:)?ObjectCreated:/.test(parsed.output.eventName))
    return { kind: 'ignored', reason: 'not-a-creation' };
  const creation = v.safeParse(CreationSchema, record);
  if (!creation.success) return malformed(problemOf(creation.issues[0]));
  const { s3 } = creation.output;
  const key = decodeKey(s3.object.key);
  if (key === undefined) return malformed(`the key is not URL-encoded: ${s3.object.key}`);
  if (key.endsWith('/')) return { kind: 'ignored', reason: 'folder-marker' };
  const { versionId } = s3.object;
  return {
    kind: 'created',
    object: {
      bucket: s3.bucket.name,
      key,
      etag: s3.object.eTag,
      sizeBytes: s3.object.size,
      // Buckets without versioning say `null`, as text.
      ...(versionId && versionId !== 'null' ? { versionId } : {}),
    },
  };
}

/** The body that S3 would send; the local runtime uses it, so that reading it is exercised there. */
export function formatS3Notification(object: CreatedObject): string {
  return JSON.stringify({
    Records: [
      {
        eventVersion: '2.1',
        eventSource: 'aws:s3',
        eventName: 'ObjectCreated:Put',
        s3: {
          bucket: { name: object.bucket },
          object: {
            key: encodeKey(object.key),
            size: object.sizeBytes,
            eTag: object.etag,
            ...(object.versionId === undefined ? {} : { versionId: object.versionId }),
          },
        },
      },
    ],
  });
}

// `+` stands for a blank and a real plus arrives as %2B, so plus goes first.
function decodeKey(encoded: string): string | undefined {
  try {
    return decodeURIComponent(encoded.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}

function encodeKey(key: string): string {
  return key.split('/').map(encodeURIComponent).join('/').replaceAll('%20', '+');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function problemOf(issue: v.BaseIssue<unknown>): string {
  return `${v.getDotPath(issue) ?? 'record'}: ${issue.message}`;
}

function malformed(problem: string): NotificationRecord {
  return { kind: 'malformed', problem };
}
