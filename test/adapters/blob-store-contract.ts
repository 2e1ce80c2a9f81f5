import { describe, expect, it } from 'vitest';
import type { BlobStore } from '../../runtime/blob-store.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (read: { bytes: Uint8Array } | undefined) =>
  read === undefined ? undefined : new TextDecoder().decode(read.bytes);

type Exceptions = {
  /** Names that this store cannot have, though S3 can. */
  readonly impossibleKeys?: readonly string[];
};

/** What every blob store has to do; each adapter runs it on itself. */
export function blobStoreContract(
  name: string,
  open: () => Promise<BlobStore>,
  { impossibleKeys = [] }: Exceptions = {},
): void {
  const keys = hostileKeys.filter((key) => !impossibleKeys.includes(key));
  describe(`${name} as a blob store`, () => {
    it('gives back what was put, with its size, its etag and its metadata', async () => {
      const blobs = await open();
      const put = await blobs.put('a/b.jpg', bytes('hello'), { metadata: { 'captured-at': 'x' } });
      const read = await blobs.get('a/b.jpg');
      expect(text(read)).toBe('hello');
      expect(read).toMatchObject({ sizeBytes: 5, metadata: { 'captured-at': 'x' } });
      expect(put).toEqual({ outcome: 'stored', etag: read?.etag });
    });

    it('knows nothing of an object that was never put', async () => {
      const blobs = await open();
      expect(await blobs.get('a/missing')).toBeUndefined();
      expect(await blobs.delete('a/missing', 'x')).toBe('missing');
    });

    it('reads only the beginning when asked, and still tells the whole size', async () => {
      const blobs = await open();
      await blobs.put('a', bytes('hello'));
      const read = await blobs.get('a', { firstBytes: 2 });
      expect(text(read)).toBe('he');
      expect(read?.sizeBytes).toBe(5);
    });

    it('keeps an empty object', async () => {
      const blobs = await open();
      await blobs.put('empty', bytes(''));
      expect(await blobs.get('empty')).toMatchObject({ sizeBytes: 0 });
    });

    it('creates an object once, whoever is first', async () => {
      const blobs = await open();
      const writers = Array.from({ length: 20 }, (_, writer) =>
        blobs.put('once', bytes(`writer ${writer}`), { condition: 'if-absent' }),
      );
      const outcomes = (await Promise.all(writers)).map(({ outcome }) => outcome);
      expect(outcomes.filter((outcome) => outcome === 'stored')).toHaveLength(1);
      const winner = outcomes.indexOf('stored');
      expect(text(await blobs.get('once'))).toBe(`writer ${winner}`);
    });

    it('keeps the metadata of the first when creating again is refused', async () => {
      const blobs = await open();
      const put = (metadata: Record<string, string>) =>
        blobs.put('once', bytes('same'), { condition: 'if-absent', metadata });
      await put({ by: 'first' });
      await put({ by: 'second' });
      expect(await blobs.get('once')).toMatchObject({ metadata: { by: 'first' } });
    });

    it('replaces only what was read', async () => {
      const blobs = await open();
      await blobs.put('state', bytes('1'));
      const first = await blobs.get('state');
      const condition = { ifMatch: first?.etag ?? '' };
      expect(await blobs.put('state', bytes('2'), { condition })).toMatchObject({
        outcome: 'stored',
      });
      expect(await blobs.put('state', bytes('3'), { condition })).toEqual({ outcome: 'conflict' });
      expect(text(await blobs.get('state'))).toBe('2');
    });

    it('does not replace an object that has gone', async () => {
      const blobs = await open();
      const condition = { ifMatch: 'd41d8cd98f00b204e9800998ecf8427e' };
      expect(await blobs.put('gone', bytes('1'), { condition })).toEqual({ outcome: 'conflict' });
      expect(await blobs.get('gone')).toBeUndefined();
    });

    it('loses no update when many compare and swap', async () => {
      const blobs = await open();
      await blobs.put('count', bytes('0'));
      const increment = async (): Promise<void> => {
        const read = await blobs.get('count');
        const next = bytes(String(Number(text(read)) + 1));
        const condition = { ifMatch: read?.etag ?? '' };
        const { outcome } = await blobs.put('count', next, { condition });
        if (outcome === 'conflict') await increment();
      };
      await Promise.all(Array.from({ length: 10 }, increment));
      expect(text(await blobs.get('count'))).toBe('10');
    });

    it('copies without touching the original, with metadata of its own', async () => {
      const blobs = await open();
      await blobs.put('upload/a b+c.jpg', bytes('picture'), { metadata: { a: '1' } });
      const etag = (await blobs.get('upload/a b+c.jpg'))?.etag ?? '';
      const copied = await blobs.copy('upload/a b+c.jpg', 'filed/a b+c.jpg', {
        ifMatch: etag,
        metadata: { b: '2' },
      });
      expect(copied).toBe('copied');
      expect(await blobs.get('filed/a b+c.jpg')).toMatchObject({ etag, metadata: { b: '2' } });
      expect(await blobs.get('upload/a b+c.jpg')).toMatchObject({ metadata: { a: '1' } });
    });

    it('never copies over another object, nor other bytes than were meant', async () => {
      const blobs = await open();
      await blobs.put('from', bytes('picture'));
      await blobs.put('to', bytes('another'));
      const ifMatch = (await blobs.get('from'))?.etag ?? '';
      expect(await blobs.copy('from', 'to', { ifMatch })).toBe('exists');
      expect(text(await blobs.get('to'))).toBe('another');
      const other = (await blobs.get('to'))?.etag ?? '';
      expect(await blobs.copy('from', 'new', { ifMatch: other })).toBe('missing');
      expect(await blobs.copy('nowhere', 'new', { ifMatch })).toBe('missing');
      expect(await blobs.get('new')).toBeUndefined();
    });

    it('keeps a copy when the original is replaced or deleted', async () => {
      const blobs = await open();
      await blobs.put('from', bytes('picture'));
      const ifMatch = (await blobs.get('from'))?.etag ?? '';
      await blobs.copy('from', 'to', { ifMatch });
      await blobs.put('from', bytes('replaced'));
      expect(text(await blobs.get('to'))).toBe('picture');
    });

    it('deletes only what was meant', async () => {
      const blobs = await open();
      await blobs.put('a', bytes('1'));
      const etag = (await blobs.get('a'))?.etag ?? '';
      await blobs.put('a', bytes('2'));
      expect(await blobs.delete('a', etag)).toBe('conflict');
      const now = (await blobs.get('a'))?.etag ?? '';
      expect(await blobs.delete('a', now)).toBe('deleted');
      expect(await blobs.get('a')).toBeUndefined();
    });

    it('lists what lies below a prefix, in the order of the keys', async () => {
      const blobs = await open();
      const keys = ['a-b', 'a/b.c/d', 'a/b/c', 'a/ä', 'a/b c+%zz', 'b', 'a/"q"<x>', 'a/.z'];
      for (const key of keys) await blobs.put(key, bytes(key));
      const listed: string[] = [];
      for await (const { key } of blobs.list('a/')) listed.push(key);
      const below = keys.filter((key) => key.startsWith('a/'));
      const inOrder = below.toSorted((x, y) => Buffer.compare(Buffer.from(x), Buffer.from(y)));
      expect(listed).toEqual(inOrder);
    });

    it('lists nothing below a prefix that nobody used', async () => {
      const blobs = await open();
      for await (const { key } of blobs.list('nothing/')) expect.unreachable(key);
    });

    it.each(keys)('keeps the object %j apart from all others', async (key) => {
      const blobs = await open();
      for (const other of keys) await blobs.put(`x/${other}`, bytes(other));
      expect(text(await blobs.get(`x/${key}`))).toBe(key);
    });
  });
}

const hostileKeys = [
  '../escape',
  '.../..',
  '.hidden',
  'a//b',
  'quotes"\'`',
  '<script>alert(1)</script>',
  `${'n'.repeat(251)}.jpg`,
  `${'ü'.repeat(200)}.jpg`,
  '😀😀.jpg',
  '%zz',
  '%2E%2E',
  '%252E',
  'UPPER.JPG',
  'upper.jpg',
  ' blank ',
  'new\nline',
  'back\\slash',
  '__proto__',
  'a+b c',
  '\u202Egpj.exe',
];
