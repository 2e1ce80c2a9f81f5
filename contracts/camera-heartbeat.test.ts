import { describe, expect, it } from 'vitest';
import { parseCameraHeartbeat } from './camera-heartbeat.ts';

const heartbeat = {
  schemaVersion: 1,
  camera: 'garden',
  at: '2026-11-20T13:02:20.000Z',
  version: '0.1.0',
  backlogPictures: 3,
  backlogBytes: 300_000,
  diskFreeBytes: 20_000_000_000,
  lastPictureAt: '2026-11-20T13:02:11.000Z',
  sent: 12,
  leftOut: 40,
  dropped: 0,
  refused: 0,
  clockOffsetSeconds: -0.4,
  temperatureCelsius: 51.5,
  stopping: true,
};

describe('parseCameraHeartbeat', () => {
  it('reads all that is told', () => {
    expect(parseCameraHeartbeat(JSON.stringify(heartbeat))).toEqual(heartbeat);
  });

  it('reads one that tells only who and when', () => {
    const { camera, at } = heartbeat;
    expect(parseCameraHeartbeat(JSON.stringify({ camera, at }))).toEqual({ camera, at });
  });

  it('leaves out what it cannot read, and what it does not know', () => {
    const odd = {
      ...heartbeat,
      sent: -1,
      temperatureCelsius: 'hot',
      lastPictureAt: 'soon',
      mood: 1,
    };
    const { sent, temperatureCelsius, lastPictureAt, ...rest } = heartbeat;
    expect(parseCameraHeartbeat(JSON.stringify(odd))).toEqual(rest);
  });

  it.each(['', 'hello', 'null', '[]', '{}', '{"camera":"garden"}', '{"camera":"g","at":"noon"}'])(
    'finds no heartbeat in %s',
    (text) => {
      expect(parseCameraHeartbeat(text)).toBeUndefined();
    },
  );
});
