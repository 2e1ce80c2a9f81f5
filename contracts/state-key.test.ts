import { describe, expect, it } from 'vitest';
import { parseUploadKey, placePrefixes } from './object-key.ts';
import { cameraHeartbeatKey, cameraSnapshotKey, cameraStatePrefix } from './state-key.ts';

describe('what a camera says of itself', () => {
  it('lies in a place of its own, where nothing is labelled', () => {
    const keys = [cameraSnapshotKey('garden'), cameraHeartbeatKey('garden')];
    expect(keys).toEqual([
      'state/cameras/garden/snapshot.jpg',
      'state/cameras/garden/heartbeat.json',
    ]);
    for (const key of keys) {
      expect(key.startsWith(cameraStatePrefix('garden'))).toBe(true);
      expect(parseUploadKey(key)).toBeUndefined();
      expect(placePrefixes('intellicam', 'state').some((prefix) => key.startsWith(prefix))).toBe(
        true,
      );
    }
  });
});
