import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText } from './any-text.ts';
import {
  type CreatedObject,
  formatS3Notification,
  parseS3Notification,
} from './s3-notification.ts';

describe('formatS3Notification', () => {
  it('writes what parseS3Notification reads, for any object', () => {
    const object = fc.record(
      {
        bucket: fc.string({ minLength: 1 }),
        key: anyText.filter((key) => key !== '' && !key.endsWith('/')),
        etag: fc.string({ minLength: 1 }),
        sizeBytes: fc.nat(),
        versionId: fc.string({ minLength: 1 }).filter((version) => version !== 'null'),
      },
      { requiredKeys: ['bucket', 'key', 'etag', 'sizeBytes'], noNullPrototype: true },
    );
    fc.assert(
      fc.property(object, (one: CreatedObject) => {
        expect(parseS3Notification(formatS3Notification(one))).toEqual([
          { kind: 'created', object: one },
        ]);
      }),
    );
  });

  it.each(['a b', 'a+b', '%2B', '%zz', '%', 'a%20b', 'ü😀', 'a//b', "'()*!~"])(
    'encodes %j as S3 does',
    (file) => {
      const object = { bucket: 'b', key: `upload/${file}`, etag: 'e', sizeBytes: 1 };
      const body = formatS3Notification(object);
      expect(JSON.parse(body).Records[0].s3.object.key).not.toMatch(/[ \u0080-\u{10ffff}]/u);
      expect(parseS3Notification(body)).toEqual([{ kind: 'created', object }]);
    },
  );
});
