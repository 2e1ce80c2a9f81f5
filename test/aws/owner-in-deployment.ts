import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { DeployedPipeline } from './open-pipeline.ts';

const FindingsSchema = v.object({
  findings: v.array(v.object({ check: v.string(), state: v.string() })),
});

/** What the owner's commands tell of a deployment that works. */
export function describeOwner(sent: () => Pick<DeployedPipeline, 'command' | 'inbox'>): void {
  describe('the owner', () => {
    it('is told by doctor that nothing is broken, and of the messages that could not be read', async () => {
      const { code, stdout } = await sent().command('doctor');
      const { findings } = v.parse(FindingsSchema, JSON.parse(stdout));
      const problems = findings.filter(({ state }) => state === 'problem');
      expect(problems).not.toEqual([]);
      for (const { check } of problems) expect(check).toMatch(/dead letters/);
      expect(code).toBe(1);
    });

    it('sees a test picture through to the end', async () => {
      const { code, stdout } = await sent().command('smoke', '--camera', 'garden');
      expect(JSON.parse(stdout)).toMatchObject({ verdict: 'alarm', camera: 'garden', missing: [] });
      expect(code).toBe(0);
      expect(await sent().inbox.takeAll()).toHaveLength(1);
    });

    it('can send a test message by every channel', async () => {
      const { code, stdout } = await sent().command('notify', 'test');
      expect(JSON.parse(stdout)).toMatchObject({
        channels: [
          { channel: 'sns', state: 'sent' },
          { channel: 'mail', state: 'sent' },
        ],
      });
      expect(code).toBe(0);
      expect(await sent().inbox.takeAll()).toMatchObject([
        { subject: 'This is a test of IntelliCam' },
      ]);
    });
  });
}
