import type { WakeUp } from '../contracts/wake-up.ts';

/** Lets a consumer tell itself something later, also when the process has ended meanwhile. */
export interface Timers {
  /**
   * Resolves when the wake-up is safely on its way. It may come sooner than asked for, never lost:
   * whoever is woken looks at the clock, and asks again.
   */
  later(wakeUp: WakeUp, delaySeconds: number): Promise<void>;
}
