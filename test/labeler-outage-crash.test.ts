import { expect, it } from 'vitest';
import { type Fate, mortal } from './incidents/mortal.ts';
import { darkroom, isDeath, type Outside, unavailable } from './outage/darkroom.ts';

/** Three pictures, and a labeler that answers after some minutes. The first process may die. */
async function labelAndDie(fate?: Fate) {
  const room = await darkroom();
  const first = mortal(fate);
  const live = (life: ReturnType<typeof mortal>) =>
    room.start(
      ({ blobs, timers, publish, label }): Outside => ({
        blobs: { ...blobs, get: life.call('get', blobs.get), put: life.call('put', blobs.put) },
        timers: { later: life.call('later', timers.later) },
        publish: life.call('publish', publish),
        label: life.call('label', label),
      }),
    );
  let handle = await live(first);
  const { answer } = room.labeler;
  room.labeler.answer = () => unavailable();
  for (const name of ['a', 'b', 'c']) await room.upload(name);
  for (let at = 0; at < 9; at += 1) {
    if (at === 3) room.labeler.answer = answer;
    await room.workOff(handle).catch(async (error: unknown) => {
      if (!isDeath(error)) throw error;
      handle = await live(mortal(undefined));
    });
    room.pass(120);
  }
  const { calls, isDead } = first;
  const dead = await room.deadLetters();
  return { calls, died: isDead(), records: await room.records(), dead, news: room.news() };
}

it('labels each picture, and tells of an outage and its end, whenever a process dies', async () => {
  const whole = await labelAndDie();
  expect(whole.news.map(({ type }) => type)).toEqual(['LabelingStopped', 'LabelingResumed']);
  for (let at = 0; at < whole.calls.length; at += 1) {
    for (const when of ['before', 'after'] as const) {
      const { calls, died, records, dead, news } = await labelAndDie({ at, when });
      const where = `${when} call ${at}, ${calls.join(' ')}`;
      expect([where, died, dead, records.length]).toEqual([where, true, 0, 3]);
      const told = news.map(({ type }) => type);
      expect([where, ...told]).toEqual([where, 'LabelingStopped', 'LabelingResumed']);
      const names = new Set(news.map(({ detail }) => detail.correlationId));
      expect([where, names.size]).toEqual([where, 1]);
    }
  }
}, 120_000);
