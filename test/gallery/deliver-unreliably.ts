import type { WakeUp } from '../../contracts/wake-up.ts';
import type { BlobStore } from '../../runtime/blob-store.ts';
import { createHandle } from '../../services/thumbnailer/handle.ts';
import { surroundings } from '../adapters/surroundings.ts';
import type { PictureEvent } from './decided-day.ts';

type Message = PictureEvent | WakeUp<'SummaryDue' | 'MonthDue'>;

/** Delivers messages as SQS would, to processes that die: late, twice, in any order, until all are done. */
export async function deliverUnreliably(
  blobs: BlobStore,
  messages: readonly Message[],
  random: () => number,
): Promise<void> {
  let now = Date.parse('2026-11-20T16:00:00.000Z');
  let timers: { readonly wakeUp: Message; readonly at: number }[] = [];
  const start = () => {
    let lives = 5 + Math.floor(random() * 400);
    const mortal =
      <Args extends unknown[], Result>(call: (...args: Args) => Promise<Result>) =>
      async (...args: Args): Promise<Result> => {
        lives -= 1;
        if (lives < 0) throw new Error('killed before');
        const result = await call(...args);
        if (lives < 1) throw new Error('killed after');
        return result;
      };
    const later = mortal(async (wakeUp: WakeUp, seconds: number) => {
      const at = now + Math.min(seconds, 900) * 1000;
      if (wakeUp.type === 'SummaryDue' || wakeUp.type === 'MonthDue') timers.push({ wakeUp, at });
    });
    const mine = { ...blobs, get: mortal(blobs.get), put: mortal(blobs.put) };
    const deps = { ...surroundings(), blobs: mine, timers: { later }, now: () => new Date(now) };
    const handle = createHandle(deps, { restMilliseconds: 0 });
    return { handle, isDead: () => lives < 1 };
  };
  const processes = [start(), start()];
  let waiting: Message[] = [...messages, ...messages.filter(() => random() < 0.2)];
  while (waiting.length > 0 || timers.length > 0) {
    waiting = waiting.toSorted(() => random() - 0.5);
    const batch = waiting.splice(0, 1 + Math.floor(random() * 30));
    const failed = await Promise.all(
      batch.map(async (message) => {
        const at = Math.floor(random() * processes.length);
        const process = processes[at] ?? start();
        const isDone = await process.handle(message).then(
          () => true,
          () => false,
        );
        if (process.isDead()) processes[at] = start();
        // An answer to SQS may be lost, too.
        return isDone && random() < 0.97 ? [] : [message];
      }),
    );
    waiting.push(...failed.flat());
    now += random() * 120_000;
    waiting.push(...timers.filter(({ at }) => at <= now).map(({ wakeUp }) => wakeUp));
    timers = timers.filter(({ at }) => at > now);
  }
}
