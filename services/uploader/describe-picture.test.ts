import { describe, expect, it } from 'vitest';
import { describePicture } from './describe-picture.ts';
import { motionName } from './uploader-bench.ts';
import { fileAt } from './waiting-file-example.ts';

const mtimeMs = Date.parse('2026-11-20T13:02:15.000Z');
const timeZone = 'Europe/Berlin';

describe('describePicture', () => {
  const { source: garden } = fileAt(1);
  const cameras = {
    ...garden,
    camera: { subfoldersAreCameras: true, otherwise: 'porch' },
  } as const;
  const file = (path: string) => ({ path, sizeBytes: 1, mtimeMs });
  const describeAt = (path: string, note = {}, source: typeof garden = garden) =>
    describePicture(source, file(path), { note: { path, kind: 'motion', ...note }, timeZone });

  it('goes by the name, then by the file’s own time', () => {
    const at = (path: string) => describeAt(path).capturedAt.toISOString();
    expect(at(`/${motionName(1_795_163_607)}`)).toBe('2026-11-20T08:33:27.000Z');
    expect(at('/01-20261120140211-03.jpg')).toBe('2026-11-20T13:02:11.000Z');
    expect(at('/a.jpg')).toBe('2026-11-20T13:02:15.000Z');
  });

  it('believes the hook rather than the name', () => {
    const note = { event: 'hook', motionArea: { centerX: 1, centerY: 2, width: 3, height: 4 } };
    expect(describeAt(`/${motionName(1_795_163_607)}`, note)).toMatchObject(note);
    expect(describeAt('/a.jpg', { kind: 'snapshot' }).kind).toBe('snapshot');
  });

  it('takes the camera that the folder was given, whatever the hook says', () => {
    expect(describeAt('/x/a.jpg', { camera: 'hook' }).camera).toBe('garden');
  });

  it('takes the subfolder’s name, or what the hook says, where subfolders are cameras', () => {
    expect(describeAt('/gate/deep/a.jpg', {}, cameras).camera).toBe('gate');
    expect(describeAt('/a.jpg', {}, cameras).camera).toBe('porch');
    expect(describeAt('/gate/a.jpg', { camera: 'hook' }, cameras).camera).toBe('hook');
  });

  it('tells no snapshots apart where all pictures count', () => {
    const plain = { ...garden, snapshotsApart: false };
    expect(describeAt('/heartbeat-1795163607.jpg').kind).toBe('snapshot');
    expect(describeAt('/heartbeat-1795163607.jpg', {}, plain).kind).toBe('motion');
  });
});
