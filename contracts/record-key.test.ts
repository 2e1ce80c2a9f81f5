import { describe, expect, it } from 'vitest';
import { recordKey } from './object-key.ts';
import { parseRecordKey } from './record-key.ts';

const imageId = '5f0c2a9be41d7c3a8e60';

describe('parseRecordKey', () => {
  it.each(['garden', 'Küche 2', '.hidden', '...', 'a\nb'])(
    'reads the record of camera %j',
    (camera) => {
      const key = recordKey(camera, '2026-11-20', imageId);
      expect(parseRecordKey(key)).toEqual({ camera, day: '2026-11-20', imageId });
    },
  );

  it.each([
    '',
    'records/',
    `records/../2026-11-20/${imageId}.json`,
    `records/./2026-11-20/${imageId}.json`,
    `records//2026-11-20/${imageId}.json`,
    `records/a/b/2026-11-20/${imageId}.json`,
    `records/garden/../${imageId}.json`,
    `records/garden/2026-11-20/${imageId}`,
    `records/garden/2026-11-20/${imageId}.json\n`,
    `records/garden/2026-11-20/${imageId.toUpperCase()}.json`,
    `records/garden/2026-11-20/${imageId}0.json`,
    `config/records/garden/2026-11-20/${imageId}.json`,
    `/records/garden/2026-11-20/${imageId}.json`,
  ])('reads nothing else: %j', (key) => {
    expect(parseRecordKey(key)).toBeUndefined();
  });
});
