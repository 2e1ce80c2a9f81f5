import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { verdicts } from './feedback.ts';
import { destinationKey, labelCsvKey, layoutNames, uploadKey } from './object-key.ts';
import { csvKeysOf, judgedKey, placesOf, turnedKey, turnsRound } from './picture-places.ts';

const imageId = '5f0c2a9be41d7c3a8e60';

describe('a judgement', () => {
  it('turns round only what it contradicts', () => {
    const turning = (outcome: 'alarm' | 'quiet') =>
      verdicts.filter((verdict) => turnsRound({ outcome }, verdict));
    expect(turning('alarm')).toEqual(['not-an-alarm']);
    expect(turning('quiet')).toEqual(['missed']);
  });

  it('says where a picture belongs, and where it may still be', () => {
    const picture = { imageId, outcome: 'quiet', filedKey: 'jpg_quiet/garden/a.b.jpg' } as const;
    const turned = 'jpg_alarm/garden/a.b-5f0c2a9b.jpg';
    expect(judgedKey(picture, 'missed')).toBe(turned);
    expect(judgedKey(picture, 'right')).toBe(picture.filedKey);
    expect(placesOf(picture)).toEqual([picture.filedKey, turned]);
    expect(placesOf(picture, 'missed')).toEqual([turned, picture.filedKey]);
  });

  it('moves nothing that lies in no folder of ours', () => {
    const picture = { imageId, outcome: 'alarm', filedKey: 'elsewhere/a.jpg' } as const;
    expect(placesOf(picture, 'not-an-alarm')).toEqual(['elsewhere/a.jpg']);
    expect(csvKeysOf('jpg_error/garden/a.jpg', imageId)).toBeUndefined();
  });
});

describe('the other place of a picture', () => {
  it.each([
    ['archive/alerts/a', 'archive/falsepositives/a-5f0c2a9b'],
    ['archive/falsepositives/a.d/b', 'archive/alerts/a.d/b-5f0c2a9b'],
    ['jpg_alarm/garden/.jpg', 'jpg_quiet/garden/.jpg-5f0c2a9b'],
    ['jpg_alarm/garden/a-5f0c2a9b.jpg', 'jpg_quiet/garden/a-5f0c2a9b.jpg'],
  ])('of %s is %s', (filedKey, turned) => {
    expect(turnedKey(filedKey, imageId)).toBe(turned);
  });

  it('is another one for each picture, and the labels lie beside it, in either layout', () => {
    const ids = fc.string({
      unit: fc.constantFrom(...'0123456789abcdef'),
      minLength: 20,
      maxLength: 20,
    });
    const folder = fc.constantFrom('alarm' as const, 'quiet' as const);
    fc.assert(
      fc.property(
        fc.constantFrom(...layoutNames),
        folder,
        fc.string(),
        ids,
        (layout, from, file, id) => {
          const key = uploadKey('garden', file);
          const filed = destinationKey(layout, from, key);
          const to = from === 'alarm' ? 'quiet' : 'alarm';
          const turned = turnedKey(filed, id) ?? '';
          const [there] = destinationKey(layout, to, 'upload/').split('\n');
          expect(turned.startsWith(there ?? '-')).toBe(true);
          expect(turned.slice(turned.lastIndexOf('/'))).toContain(`-${id.slice(0, 8)}`);
          expect(csvKeysOf(filed, id)).toEqual({
            filed: labelCsvKey(layout, from, key),
            turned: `${labelCsvKey(layout, to, 'upload/').slice(0, -4)}${turned.slice(there?.length)}.csv`,
          });
        },
      ),
    );
  });
});
