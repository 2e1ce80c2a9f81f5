import { expect, it } from 'vitest';
import type { BlobStore } from '../runtime/blob-store.ts';
import { Death, type Fate, mortal } from './incidents/mortal.ts';
import { after } from './incidents/notified.ts';
import { phone } from './incidents/phone.ts';

const pictures = [0, 1, 2].map((n) => ({
  imageId: `garden-${n}`,
  capturedAt: after(n).toISOString(),
}));

/** Three rejected pictures, and the time that follows. The first process may die; another goes on. */
async function tellAndDie(fate?: Fate) {
  const { start, reject, pass, workOff, alerts, deadLetters } = await phone();
  const first = mortal(fate);
  let handle = await live(first);
  await reject(...pictures);
  // What was received comes again when its time has passed; the rest an hour later.
  for (let step = 0; step < 40; step += 1) {
    await workOff(handle).catch(async (error: unknown) => {
      if (!(error instanceof Death)) throw error;
      handle = await live(mortal(undefined));
    });
    pass(300);
  }
  const texts = alerts.map(({ text }) => text.split('\n')[0]);
  return { texts, calls: first.calls, died: first.isDead(), dead: await deadLetters() };

  function live(life: ReturnType<typeof mortal>) {
    const mortalStore = ({ get, put, ...others }: BlobStore): BlobStore => ({
      ...others,
      get: life.call('get', get),
      put: life.call('put', put),
    });
    return start(({ blobs, timers, alerts: outbox }) => ({
      blobs: mortalStore(blobs),
      timers: { later: life.call('later', timers.later) },
      alerts: { ...outbox, send: life.call('send', outbox.send) },
    }));
  }
}

it('tells of every rejected picture whenever a process dies, and of none twice', async () => {
  const whole = await tellAndDie();
  expect(whole.texts).toEqual([
    'A picture of garden could not be read.',
    '2 more pictures of garden could not be read: 2 truncated.',
  ]);
  for (let at = 0; at < whole.calls.length; at += 1) {
    for (const when of ['before', 'after'] as const) {
      const { texts, calls, died, dead } = await tellAndDie({ at, when });
      const where = `${when} call ${at}, ${calls.join(' ')}`;
      expect([where, died, dead, texts]).toEqual([where, true, 0, whole.texts]);
    }
  }
});
