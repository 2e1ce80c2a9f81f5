import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { zipName } from './zip-name.ts';

const picture = (file: string, camera = 'garden', imageId = '5f0c2a9be41d7c3a8e60') => ({
  ...{ camera, imageId, capturedAt: '2026-11-20T13:02:11.000Z', outcome: 'alarm' as const },
  places: [`jpg_alarm/${camera}/${file}`],
});

describe('a name in a zip', () => {
  it.each([
    ['a b.jpg', 'garden/a b.jpg'],
    ['a:b?.jpg', 'garden/a_b_.jpg'],
    ['..', 'garden/__'],
    ['.jpg', 'garden/_jpg'],
    ['CON.jpg', 'garden/_CON.jpg'],
    ['a\\..\\b.jpg', 'garden/a_.._b.jpg'],
    ['a\u202egpj.exe', 'garden/a_gpj.exe'],
    [`${'x'.repeat(300)}.jpg`, `garden/${'x'.repeat(116)}.jpg`],
  ])('made of %j is %j', (file, name) => {
    expect(zipName(picture(file), new Set())).toBe(name);
  });

  it('is one folder and one file, leads nowhere, and is given once', () => {
    const name = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.constantFrom('..', 'A.jpg', 'a.jpg'),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(name, name), { maxLength: 8 }), (names) => {
        const given = new Set<string>();
        const zipped = names.map(([camera, file], index) =>
          zipName(picture(file, camera, String(index).padStart(20, '0')), given),
        );
        expect(new Set(zipped.map((one) => one.toLowerCase())).size).toBe(names.length);
        for (const one of zipped) {
          expect(one).toMatch(/^[^/\\]+\/[^/\\]+$/);
          for (const part of one.split('/')) expect(part).not.toMatch(/^\.|[\p{Cc}:*?"<>|]|[. ]$/u);
        }
      }),
    );
  });
});
