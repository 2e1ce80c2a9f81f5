import { describe, expect, it } from 'vitest';
import type { Alert, AlertChannel } from '../../runtime/alert-channel.ts';

export type ChannelUnderTest = {
  readonly channel: AlertChannel;
  /** What has reached the person, as the text of each message. */
  received(): Promise<readonly string[]>;
};

const alert: Alert = {
  kind: 'alarm',
  severity: 'alarm',
  id: '5f0c2a9be41d7c3a8e60',
  camera: 'garden',
  labels: ['Person', 'Human'],
  capturedAt: '2026-11-20T13:02:11.000Z',
  subject: '⏰ Alarm Event detected! ⏰ Person at garden',
  text: 'Person at garden\n',
  html: '<p>Person at garden</p>',
  pictures: [
    {
      ...{ contentId: 'picture', fileName: 'ä "quoted".jpg' },
      bytes: Uint8Array.of(0xff, 0xd8, 0xff, 0xd9),
    },
  ],
};

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
