import type { WakeUp } from '../../contracts/wake-up.ts';
import type { Timers } from '../../runtime/timers.ts';
import { recentlyUsed } from './recently-used.ts';

type Clock = { readonly timers: Timers; readonly now: () => Date };

// Whoever forgets one only sets it a second time.
const remembered = 1_000;

// The clocks of two machines differ, and SQS delays by whole seconds.
const doubtMilliseconds = 10_000;

/** Sets one wake-up for all that happens until it comes. */
export function wakeUps({ timers, now }: Clock) {
  const under = recentlyUsed<{ readonly dueAt: number; readonly sent: Promise<void> }>(remembered);

  return { ensure, arrived: (name: string) => under.forget(name) };

  /** Resolves when a wake-up of that name is safely on its way, and will come later than now. */
  async function ensure(name: string, wakeUp: WakeUp, delaySeconds: number): Promise<void> {
    const time = now().getTime();
    const known = under.find(name);
    if (known !== undefined && time < known.dueAt - doubtMilliseconds) return known.sent;
    const sent = timers.later(wakeUp, delaySeconds);
    under.forget(name);
    under.get(name, () => ({ dueAt: time + delaySeconds * 1000, sent }));
    sent.catch(() => under.forget(name));
    return sent;
  }
}
