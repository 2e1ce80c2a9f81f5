import fc from 'fast-check';
import { expect, it } from 'vitest';
import { anyText } from './any-text.ts';
import { imageId } from './image-id.ts';

const uploaded = { bucket: 'pictures', key: 'upload/garden/a.jpg', etag: 'e1' };

it('is the same for every delivery of one upload', () => {
  expect(imageId({ ...uploaded })).toBe(imageId(uploaded));
});

it('keeps the ids that records were written under', () => {
  expect(imageId(uploaded)).toBe('f303ac97b295b4a101a7');
});

it('is 20 hexadecimal digits whatever the key is', () => {
  fc.assert(
    fc.property(anyText, (key) => {
      expect(imageId({ ...uploaded, key })).toMatch(/^[0-9a-f]{20}$/);
    }),
  );
});

it('tells apart bucket, key and bytes', () => {
  const others = [
    { ...uploaded, bucket: 'others' },
    { ...uploaded, key: 'upload/garden/b.jpg' },
    { ...uploaded, etag: 'e2' },
    { ...uploaded, versionId: 'v1' },
    { ...uploaded, versionId: 'v2' },
  ];
  expect(new Set([uploaded, ...others].map(imageId)).size).toBe(6);
});

it('goes by the version where there is one', () => {
  const one = imageId({ ...uploaded, versionId: 'v1', etag: 'e1' });
  expect(imageId({ ...uploaded, versionId: 'v1', etag: 'e2' })).toBe(one);
});

it('cannot be confused by a key that spells another key and its etag', () => {
  const key = `${uploaded.key}\n${uploaded.etag}`;
  expect(imageId({ ...uploaded, key, etag: 'e2' })).not.toBe(imageId(uploaded));
});
