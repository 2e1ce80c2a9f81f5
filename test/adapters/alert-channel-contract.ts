import { describe, expect, it } from 'vitest';
import type { AlertChannel } from '../../runtime/alert-channel.ts';
import { alertExample } from './alert-example.ts';

export type ChannelUnderTest = {
  readonly channel: AlertChannel;
  /** What has reached the person, as the text of each message. */
  received(): Promise<readonly string[]>;
};

const alert = alertExample;

/** What every way to reach people has to do; each adapter runs it on itself. */
export function alertChannelContract(name: string, open: () => Promise<ChannelUnderTest>): void {
  describe(`${name} as an alert channel`, () => {
    it('brings an alert to the person', async () => {
      const { channel, received } = await open();
      expect(await channel.send(alert)).toBe('sent');
      expect(await received()).toEqual([expect.stringContaining('Person at garden')]);
    });

    it('sends an alert once, however often it is asked to', async () => {
      const { channel, received } = await open();
      await channel.send(alert);
      expect(await channel.send(alert)).toBe('duplicate');
      expect(await received()).toHaveLength(1);
    });

    it('tells different alerts apart', async () => {
      const { channel, received } = await open();
      await channel.send(alert);
      expect(await channel.send({ ...alert, id: 'another' })).toBe('sent');
      expect(await received()).toHaveLength(2);
    });

    it('sends an alert without a picture', async () => {
      const { channel } = await open();
      const { pictures: _, ...words } = alert;
      expect(await channel.send(words)).toBe('sent');
    });
  });
}
