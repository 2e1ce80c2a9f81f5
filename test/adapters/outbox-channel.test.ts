import { describe, expect, it, onTestFinished } from 'vitest';
import { outboxChannel } from '../../runtime/local/outbox-channel.ts';
import { alertChannelContract } from './alert-channel-contract.ts';
import { temporaryStore } from './temporary-store.ts';

async function openOutbox() {
  const store = await temporaryStore();
  onTestFinished(() => store.close());
  const shown: string[] = [];
  const channel = outboxChannel({
    blobs: store.blobs,
    onAlert: (alert, key) => shown.push(`${alert.camera} ${key}`),
  });
  const received = async () => {
    const mails: string[] = [];
    for await (const { key } of store.blobs.list('outbox/')) {
      mails.push(new TextDecoder().decode((await store.blobs.get(key))?.bytes));
    }
    return mails;
  };
  return { channel, received, shown };
}

alertChannelContract('the outbox', openOutbox);

describe('the outbox', () => {
  it('writes a mail with the picture inside, that a header cannot break out of', async () => {
    const { channel, received, shown } = await openOutbox();
    await channel.send({
      kind: 'alarm',
      severity: 'alarm',
      id: 'a1',
      camera: 'garden',
      labels: ['Person', 'Human'],
      capturedAt: '2026-11-20T13:02:11.000Z',
      subject: 'Person\r\nBcc: everybody@example.org',
      text: 'Person at garden',
      html: '<p>Person at garden</p>',
      pictures: [
        {
          ...{ contentId: 'picture', fileName: 'a"\r\nX-Evil: 1.jpg' },
          bytes: Uint8Array.of(0xff, 0xd8, 0xff, 0xd9),
        },
      ],
    });
    const [mail = ''] = await received();
    expect(mail).toContain('Content-ID: <picture>');
    expect(mail).toContain('/9j/2Q==');
    expect(mail).not.toMatch(/^(Bcc|X-Evil):/m);
    expect(shown).toEqual(['garden outbox/2026-11-20T130211Z-a1.eml']);
  });
});
