import { describe, expect, it } from 'vitest';
import { contentTypeOf } from './content-type-of.ts';

const jpeg = Uint8Array.of(0xff, 0xd8, 0xff, 0xe1, 0, 0, 0, 0);
const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const svg = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>');

describe('contentTypeOf', () => {
  it('tells pictures by how they begin, not by their names', () => {
    expect(contentTypeOf('jpg_alarm/garden/a.png', jpeg)).toBe('image/jpeg');
    expect(contentTypeOf('upload/garden/a.jpg', png)).toBe('image/png');
    expect(contentTypeOf('jpg_error/garden/a.jpg', svg)).toBe('application/octet-stream');
    expect(contentTypeOf('jpg_error/garden/a.jpg', new Uint8Array())).toBe(
      'application/octet-stream',
    );
  });

  it('tells the index and records by where they lie', () => {
    expect(contentTypeOf('gallery/index/days.json', svg)).toBe('application/json');
    expect(contentTypeOf('records/garden/2026-11-20/f00.json', svg)).toBe('application/json');
    expect(contentTypeOf('upload/records/a.json', svg)).toBe('application/octet-stream');
  });
});
