import type { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { expect, it } from 'vitest';
import { alertsOver } from '../runtime/alerts.ts';
import { snsAlertChannel } from '../runtime/aws/sns-alert-channel.ts';
import type { BlobStore } from '../runtime/blob-store.ts';
import { claimedChannel } from '../runtime/claimed-channel.ts';
import { Death, type Fate, mortal } from './incidents/mortal.ts';
import { phone, visit } from './incidents/phone.ts';

/** A visit of three alarms and its digest. The first process may die, and then another goes on. */
async function tellAndDie(fate?: Fate, names: readonly string[] = ['sns']) {
  const { start, send, pass, workOff, now, blobs, remembered, deadLetters } = await phone();
  const published: string[] = [];
  const first = mortal(fate);
  let handle = await live(first);

  await send(...visit('garden', 3));
  // What was received comes again when its time has passed; the digest in its own.
  for (let minute = 0; minute < 20; minute += 1) {
    await workOff(handle).catch(async (error: unknown) => {
      if (!isDeath(error)) throw error;
      handle = await live(mortal(undefined));
    });
    pass(60);
  }
  const { calls, isDead } = first;
  return { published, calls, died: isDead(), state: await remembered(), dead: await deadLetters() };

  function live(life: ReturnType<typeof mortal>) {
    const mortalStore = ({ get, put, ...others }: BlobStore): BlobStore => ({
      ...others,
      get: life.call('get', get),
      put: life.call('put', put),
    });
    const channelOf = (name: string) => {
      const publish = async ({ input }: PublishCommand) => {
        published.push(name === 'sns' ? (input.Subject ?? '') : `${name}: ${input.Subject}`);
      };
      const client = { send: life.call('publish', publish) } as unknown as Pick<SNSClient, 'send'>;
      const channel = snsAlertChannel({ client, topicArn: 'topic' });
      return claimedChannel({ name, channel, blobs: mortalStore(blobs), now });
    };
    const channels = Object.fromEntries(names.map((name) => [name, channelOf(name)]));
    return start((whole) => ({
      blobs: mortalStore(whole.blobs),
      timers: { later: life.call('later', whole.timers.later) },
      alerts: alertsOver({ channels }),
    }));
  }
}

function isDeath(error: unknown): boolean {
  if (error instanceof Death) return true;
  return error instanceof Error && error.cause !== undefined && isDeath(error.cause);
}

it('tells of a visit whenever a process dies, twice only when nobody knows whether it was sent', async () => {
  const whole = await tellAndDie();
  expect(whole.published).toEqual([
    'Alarm Event detected! garden: Person',
    'Garden: 2 more pictures until 15:05',
  ]);
  const twice: string[] = [];
  for (let at = 0; at < whole.calls.length; at += 1) {
    for (const when of ['before', 'after'] as const) {
      const { published, calls, died, state, dead } = await tellAndDie({ at, when });
      const where = `${when} call ${at}, ${calls.join(' ')}`;
      expect([where, died, dead]).toEqual([where, true, 0]);
      const alarms = published.filter((subject) => subject.startsWith('Alarm'));
      const digests = published.filter((subject) => subject.startsWith('Garden: 2 more'));
      expect([where, alarms.length + digests.length]).toEqual([where, published.length]);
      // From the answer of SNS that nobody heard, to the commit that was not written.
      const isBetween =
        (calls.at(-1) === 'publish' && when === 'after') ||
        (calls.at(-2) === 'publish' && when === 'before');
      expect([where, published.length]).toEqual([where, isBetween ? 3 : 2]);
      expect([where, alarms.length > 0, digests.length > 0]).toEqual([where, true, true]);
      if (published.length > 2) twice.push(where);
      const deliveries = state.incidents.flatMap(({ pictures }) => pictures);
      expect(deliveries.map(({ delivery }) => delivery.state)).toEqual(['sent', 'held', 'held']);
      expect(state.digests).toMatchObject([{ state: 'sent' }]);
    }
  }
  expect(twice).toHaveLength(4);
});

/** Which messages there were; a digest that comes later says so. */
function kinds(published: readonly string[]): readonly string[] {
  return [...new Set(published.map((subject) => subject.replace(/ until .*/, '')))].toSorted();
}

it('tells over each channel, whenever a process dies, and over none for the sake of another', async () => {
  const names = ['sns', 'mail'];
  const whole = await tellAndDie(undefined, names);
  expect(whole.published).toHaveLength(4);
  for (let at = 0; at < whole.calls.length; at += 1) {
    for (const when of ['before', 'after'] as const) {
      const { published, calls, died, state, dead } = await tellAndDie({ at, when }, names);
      const where = `${when} call ${at}, ${calls.join(' ')}`;
      expect([where, died, dead]).toEqual([where, true, 0]);
      expect([where, kinds(published)]).toEqual([where, kinds(whole.published)]);
      // Both may have been on their way.
      expect([where, published.length <= 6]).toEqual([where, true]);
      const told = state.incidents.flatMap(({ pictures }) => pictures)[0]?.delivery;
      const channels = names.map((channel) => ({ channel, state: 'sent' }));
      expect([where, told]).toMatchObject([where, { state: 'sent', channels }]);
    }
  }
});
