import { CreateEmailIdentityCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sesMailChannel } from '../../runtime/aws/ses-mail-channel.ts';
import { alertExample as alert } from '../adapters/alert-example.ts';
import { region } from './emulator-clients.ts';
import { sentMails } from './mail-box.ts';
import { startMoto } from './start-moto.ts';

let moto: Awaited<ReturnType<typeof startMoto>>;
beforeAll(async () => {
  moto = await startMoto();
});
afterAll(() => moto.close());

describe('mails by SES', () => {
  it('are refused until the sender is verified, and then arrive whole', async () => {
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    const client = new SESv2Client({ endpoint: moto.endpoint, region, credentials });
    const channel = sesMailChannel({
      ...{ client, from: 'IntelliCam <camera@example.org>', now: () => new Date() },
      ...{ everybody: ['you@example.org'], people: {} },
    });
    expect(await channel.send(alert)).toMatchObject({ refused: 'MessageRejected' });
    await client.send(new CreateEmailIdentityCommand({ EmailIdentity: 'camera@example.org' }));
    expect(await channel.send(alert)).toBe('sent');
    expect(await sentMails(moto.endpoint)).toEqual([
      {
        to: expect.stringContaining('you@example.org'),
        text: expect.stringContaining('Content-ID: <picture>'),
      },
    ]);
  });
});
