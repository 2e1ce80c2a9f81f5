import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type NotificationRecord, parseS3Notification } from './s3-notification.ts';

/** A record as S3 sends it. */
function record({ object = {}, ...more }: { object?: object; [field: string]: unknown } = {}) {
  return {
    eventVersion: '2.1',
    eventSource: 'aws:s3',
    awsRegion: 'eu-central-1',
    eventTime: '2026-11-20T13:02:12.000Z',
    eventName: 'ObjectCreated:Put',
    userIdentity: { principalId: 'AWS:AIDAJDPLRKLG7UEXAMPLE' },
    requestParameters: { sourceIPAddress: '127.0.0.1' },
    responseElements: { 'x-amz-request-id': 'C3D13FE58DE4C810' },
    s3: {
      s3SchemaVersion: '1.0',
      configurationId: 'uploads',
      bucket: { name: 'pictures', ownerIdentity: {}, arn: 'arn:aws:s3:::pictures' },
      object: {
        key: 'upload/garden/a.jpg',
        size: 1024,
        eTag: 'd41d8cd98f00b204e9800998ecf8427e',
        sequencer: '0055AED6DCD90281E5',
        ...object,
      },
    },
    ...more,
  };
}

function parse(...records: unknown[]): readonly NotificationRecord[] {
  return parseS3Notification(JSON.stringify({ Records: records }));
}

function keyOf(encoded: string): string | undefined {
  const [parsed] = parse(record({ object: { key: encoded } }));
  return parsed?.kind === 'created' ? parsed.object.key : undefined;
}

const created = {
  kind: 'created',
  object: {
    bucket: 'pictures',
    key: 'upload/garden/a.jpg',
    etag: 'd41d8cd98f00b204e9800998ecf8427e',
    sizeBytes: 1024,
  },
};

describe('parseS3Notification', () => {
  it.each(['2.0', '2.1', '2.2', '2.3', '2.4', '2.5', '2.6', '2.7', '2.8', '2.9', '2.10'])(
    'reads version %s',
    (eventVersion) => {
      expect(parse(record({ eventVersion, glacierEventData: {} }))).toEqual([created]);
    },
  );

  it.each(['1.0', '3.0', '2', 'x2.1', undefined])(
    'does not guess at version %s',
    (eventVersion) => {
      expect(parse(record({ eventVersion }))).toMatchObject([{ kind: 'malformed' }]);
    },
  );

  it.each([
    'ObjectCreated:Put',
    'ObjectCreated:Post',
    'ObjectCreated:Copy',
    'ObjectCreated:CompleteMultipartUpload',
    's3:ObjectCreated:Put',
  ])('takes %s for a new picture', (eventName) => {
    expect(parse(record({ eventName }))).toEqual([created]);
  });

  it.each([
    ['upload/a+b.jpg', 'upload/a b.jpg'],
    ['upload/a%2Bb.jpg', 'upload/a+b.jpg'],
    ['upload/a%2bb.jpg', 'upload/a+b.jpg'],
    ['upload/a%20b.jpg', 'upload/a b.jpg'],
    ['upload/100%25.jpg', 'upload/100%.jpg'],
    ['upload/%252B.jpg', 'upload/%2B.jpg'],
    ['upload/%F0%9F%98%80.jpg', 'upload/😀.jpg'],
    ['upload/%E2%80%AEgpj.exe', 'upload/\u202egpj.exe'],
    ['upload/a%0D%0Ab', 'upload/a\r\nb'],
    ['upload//..%2Fx', 'upload//../x'],
    ['__proto__', '__proto__'],
  ])('decodes the key %s', (encoded, key) => {
    expect(keyOf(encoded)).toBe(key);
  });

  it.each(['upload/%', 'upload/100%.jpg', 'upload/%zz', 'upload/%FE', 'upload/%C3%28'])(
    'calls the key %s malformed and says so',
    (key) => {
      expect(parse(record({ object: { key } }))).toEqual([
        { kind: 'malformed', problem: expect.stringContaining(key) },
      ]);
    },
  );

  it.each(['2001:db8:85a3::8a2e:370:7334', '::1', 's3.amazonaws.com', '', null])(
    'does not care where the picture came from: %s',
    (sourceIPAddress) => {
      expect(parse(record({ requestParameters: { sourceIPAddress } }))).toEqual([created]);
      expect(parse(record({ requestParameters: undefined }))).toEqual([created]);
    },
  );

  it('passes over the test event that a new subscription gets', () => {
    const body = {
      Service: 'Amazon S3',
      Event: 's3:TestEvent',
      Time: '2026-11-20T13:02:12.000Z',
      Bucket: 'pictures',
      RequestId: '5582815E1AEA5ADF',
      HostId: '8cLeGAmw098X5cv4Zkwcmo8vvZa3eH3eKxsPzbB9wrR',
    };
    expect(parseS3Notification(JSON.stringify(body))).toEqual([
      { kind: 'ignored', reason: 'test-event' },
    ]);
  });

  it.each(['upload/', 'upload/garden/', 'upload/my+garden/'])(
    'passes over the folder marker %s',
    (key) => {
      expect(parse(record({ object: { key, size: 0 } }))).toEqual([
        { kind: 'ignored', reason: 'folder-marker' },
      ]);
    },
  );

  it.each([
    'ObjectRemoved:Delete',
    'ObjectRemoved:DeleteMarkerCreated',
    's3:ObjectRemoved:Delete',
    'ObjectTagging:Put',
    'ObjectRestore:Completed',
    'LifecycleExpiration:Delete',
    'XObjectCreated:Put',
    'ObjectCreated',
  ])('passes over %s', (eventName) => {
    expect(parse(record({ eventName }))).toEqual([{ kind: 'ignored', reason: 'not-a-creation' }]);
  });

  it('passes over a removal, of which S3 tells neither size nor etag', () => {
    const removal = record({
      eventName: 'ObjectRemoved:Delete',
      object: { size: undefined, eTag: undefined },
    });
    expect(parse(removal)).toEqual([{ kind: 'ignored', reason: 'not-a-creation' }]);
  });

  it.each([
    ['v1', { versionId: 'v1' }],
    ['null', {}],
    ['', {}],
    [undefined, {}],
  ])('takes version %j for %j', (versionId, expected) => {
    const [parsed] = parse(record({ object: { versionId } }));
    expect(parsed).toEqual({ kind: 'created', object: { ...created.object, ...expected } });
  });

  it('needs no size', () => {
    expect(parse(record({ object: { size: undefined } }))).toMatchObject([
      { kind: 'created', object: { sizeBytes: 0 } },
    ]);
  });

  it('reads the good ones of several records and keeps their order', () => {
    const parsed = parse(
      record(),
      record({ object: { key: 'upload/%zz' } }),
      'text',
      null,
      record({ s3: undefined }),
      record({ object: { key: 'upload/garden/' } }),
      record({ object: { key: 'upload/b.jpg' } }),
    );
    expect(parsed.map(({ kind }) => kind)).toEqual([
      'created',
      'malformed',
      'malformed',
      'malformed',
      'malformed',
      'ignored',
      'created',
    ]);
  });

  it('names the field that a record lacks', () => {
    expect(parse(record({ object: { eTag: undefined } }))).toMatchObject([
      { kind: 'malformed', problem: expect.stringContaining('s3.object.eTag') },
    ]);
  });

  it.each([
    'not JSON',
    '',
    '{',
    'null',
    '[]',
    '42',
    '"text"',
    '{}',
    '{"Records":null}',
    '{"Records":{}}',
    '{"Event":"s3:OtherEvent"}',
    JSON.stringify({ Type: 'Notification', Message: JSON.stringify({ Records: [record()] }) }),
  ])('calls %s malformed', (body) => {
    expect(parseS3Notification(body)).toMatchObject([{ kind: 'malformed' }]);
  });

  it('finds nothing in no records', () => {
    expect(parse()).toEqual([]);
  });

  it('throws at no text whatever', () => {
    const body = fc.oneof(
      fc.string(),
      fc.json(),
      fc.array(fc.jsonValue()).map((Records) => JSON.stringify({ Records })),
    );
    fc.assert(
      fc.property(body, (text) => {
        expect(() => parseS3Notification(text)).not.toThrow();
      }),
    );
  });
});
