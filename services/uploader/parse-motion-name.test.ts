import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMotionName } from './parse-motion-name.ts';

describe('parseMotionName', () => {
  it('reads what the generated configuration puts into a name', () => {
    expect(parseMotionName('0000720261120083327-1795163607-03-a320x240x100x80.jpg')).toEqual({
      kind: 'motion',
      event: '0000720261120083327',
      capturedAt: new Date('2026-11-20T08:33:27.000Z'),
      frame: 3,
      motionArea: { centerX: 320, centerY: 240, width: 100, height: 80 },
    });
  });

  it('takes no area from zeros, nor from a name without one', () => {
    const begin = '0000720261120083327-1795163607-03';
    expect(parseMotionName(`${begin}-a0x0x0x0.jpg`)).not.toHaveProperty('motionArea');
    expect(parseMotionName(`${begin}.jpg`)).toMatchObject({
      event: '0000720261120083327',
      frame: 3,
    });
  });

  it('does not believe the clock of a Pi that has just started', () => {
    const name = parseMotionName('0000720261120083327-000000042-03-a1x1x1x1.jpg');
    expect(name).toMatchObject({ event: '0000720261120083327' });
    expect(name).not.toHaveProperty('capturedAt');
  });

  it('tells snapshots apart', () => {
    expect(parseMotionName('heartbeat-1795163607.jpg')).toEqual({
      kind: 'snapshot',
      capturedAt: new Date('2026-11-20T08:33:27.000Z'),
    });
    expect(parseMotionName('01-20261120093327-snapshot.jpg')).toEqual({ kind: 'snapshot' });
    expect(parseMotionName('lastsnap.jpg')).toEqual({ kind: 'snapshot' });
  });

  it('leaves other names to others, but for the frame', () => {
    expect(parseMotionName('01-20261120140211-03.jpg')).toEqual({ kind: 'motion', frame: 3 });
    expect(parseMotionName('IMG_1234.JPG')).toEqual({ kind: 'motion' });
    expect(parseMotionName('my-heartbeat-1795163607.jpg')).toEqual({ kind: 'motion' });
  });

  it('reads any name without failing', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.oneof(fc.constantFrom(...'0123456789-ax.'), fc.string()) }),
        (name) => {
          const { capturedAt } = parseMotionName(name);
          expect(Number.isNaN(capturedAt?.getTime() ?? 0)).toBe(false);
        },
      ),
    );
  });
});
