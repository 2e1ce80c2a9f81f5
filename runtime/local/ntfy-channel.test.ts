import { describe, expect, it, onTestFinished } from 'vitest';
import { alertChannelContract } from '../../test/adapters/alert-channel-contract.ts';
import { alertExample as alert } from '../../test/adapters/alert-example.ts';
import { pushServer } from '../../test/adapters/push-server.ts';
import { temporaryStore } from '../../test/adapters/temporary-store.ts';
import { claimedChannel } from '../claimed-channel.ts';
import { ntfyChannel } from './ntfy-channel.ts';

const words = {
  text: 'Person at garden\nFriday at 14:02\n\nWhy it rang\n  the drive: Person 98.4 %\n\nLabels',
};
const { pictures: _, ...wordsOnly } = { ...alert, ...words };

alertChannelContract('ntfy', async () => {
  const { url, pushed } = await pushServer();
  const store = await temporaryStore();
  onTestFinished(() => store.close());
  const channel = ntfyChannel({ url: `${url}/topic` });
  return {
    channel: claimedChannel({ name: 'ntfy', channel, blobs: store.blobs, now: () => new Date() }),
    received: async () => pushed.map(({ headers }) => String(headers.title)),
  };
});

describe('a push by ntfy', () => {
  it('says who, when and why, how much it matters, and where to look', async () => {
    const { url, pushed } = await pushServer();
    const channel = ntfyChannel({ url: `${url}/topic`, token: 'tk_1' });
    await channel.send({ ...wordsOnly, severity: 'critical', link: 'https://a.org/#day=1' });
    expect(pushed).toMatchObject([
      {
        path: '/topic',
        headers: {
          ...{ title: 'Person at garden', priority: '5', tags: 'alarm_clock' },
          ...{ click: 'https://a.org/#day=1', authorization: 'Bearer tk_1' },
        },
      },
    ]);
    expect(pushed[0]?.body.toString()).toBe(
      'Friday at 14:02\nWhy it rang\n  the drive: Person 98.4 %',
    );
  });

  it('brings the picture, with the words in the headers', async () => {
    const { url, pushed } = await pushServer();
    await ntfyChannel({ url }).send({ ...alert, text: 'Füße\nim Gärtchen\n' });
    expect(pushed[0]?.body).toEqual(Buffer.of(0xff, 0xd8, 0xff, 0xd9));
    expect(pushed[0]?.headers.filename).toBe('picture.jpg');
    const decoded = (name: string) =>
      Buffer.from(String(pushed[0]?.headers[name]).slice(10, -2), 'base64').toString();
    expect([decoded('title'), decoded('message') || pushed[0]?.headers.message]).toEqual([
      'Füße',
      'im Gärtchen',
    ]);
  });

  it.each([400, 413])(
    'goes without the picture where the server answers it with %d',
    async (status) => {
      const { url, pushed } = await pushServer(({ headers }) => (headers.filename ? status : 200));
      expect(await ntfyChannel({ url }).send(alert)).toBe('sent');
      expect(pushed.map(({ headers }) => headers.filename)).toEqual(['picture.jpg', undefined]);
    },
  );

  it.each([401, 403, 404])('is refused for good by a %d', async (status) => {
    const { url } = await pushServer(() => status);
    expect(await ntfyChannel({ url }).send(alert)).toMatchObject({ refused: `HTTP-${status}` });
  });

  it.each([408, 429, 500, 503])('is tried again after a %d', async (status) => {
    const { url } = await pushServer(() => status);
    await expect(ntfyChannel({ url }).send(alert)).rejects.toThrow(`answered ${status}`);
  });

  it('is tried again when nobody answers', async () => {
    const channel = ntfyChannel({ url: 'http://127.0.0.1:1/topic' });
    await expect(channel.send(alert)).rejects.toThrow(`push alert ${alert.id}`);
  });

  it('goes to the topic of whom it is for', () => {
    const [common, annas] = [ntfyChannel({ url: 'a' }), ntfyChannel({ url: 'b', name: 'anna' })];
    const reached = (tell?: readonly string[]) =>
      [common, annas].map((channel) => channel.reaches?.(tell ? { ...alert, tell } : alert));
    expect(reached()).toEqual([true, true]);
    expect(reached(['anna'])).toEqual([false, true]);
    expect(reached(['ben'])).toEqual([false, false]);
  });
});
