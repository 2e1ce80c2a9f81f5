import { describe, expect, it } from 'vitest';
import { cameraState } from './camera-state.ts';

const [early, late] = ['2026-11-20T10:00:00.000Z', '2026-11-20T12:00:00.000Z'] as const;
const watched = { schemaVersion: 1, lastSignAt: early } as const;
const silent = { ...watched, state: 'silent', since: late, told: true } as const;
const heartbeat = (at: string, changes = {}) => ({ camera: 'garden', at, ...changes });

describe('cameraState', () => {
  it('is what the watchman says', () => {
    expect(cameraState({ heartbeat: undefined, watch: silent }, undefined)).toEqual({
      kind: 'silent',
      at: early,
    });
    const alive = { ...watched, state: 'alive' } as const;
    expect(cameraState({ heartbeat: undefined, watch: alive }, undefined).kind).toBe('alive');
  });

  it('knows of signs that the watchman has not seen yet', () => {
    expect(cameraState({ heartbeat: heartbeat(late), watch: silent }, undefined)).toEqual({
      kind: 'alive',
      at: late,
    });
    expect(cameraState({ heartbeat: undefined, watch: silent }, late).kind).toBe('alive');
  });

  it('does not call a camera dead that was told to stop', () => {
    const stopping = heartbeat(early, { stopping: true });
    expect(cameraState({ heartbeat: stopping, watch: silent }, undefined).kind).toBe('stopped');
  });

  it('does not guess where nothing watches', () => {
    const nothing = { heartbeat: undefined, watch: undefined };
    expect(cameraState(nothing, undefined)).toEqual({ kind: 'unknown', at: undefined });
    expect(cameraState(nothing, late)).toEqual({ kind: 'unknown', at: late });
  });
});
