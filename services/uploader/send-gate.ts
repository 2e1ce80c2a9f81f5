import type { Logger } from '../../runtime/logger.ts';
import { backOff } from './back-off.ts';
import type { SendFailure } from './picture-target.ts';
import type { Schedule } from './schedule.ts';

type Hindrance = Exclude<SendFailure, 'refused'>;

/** The right to try one picture; a probe's outcome decides for all others. */
export type Pass = { readonly probe: boolean };

export type SendGate = {
  /** A pass, while there is one to have. Each has to be given back by one of the three below. */
  enter(): Pass | undefined;
  /** The target has answered. */
  succeeded(pass: Pass): void;
  failed(pass: Pass, failure: Hindrance, message: string): void;
  /** The target was not asked after all. */
  unused(pass: Pass): void;
  state(): GateState;
  close(): void;
};

export type GateState =
  | { readonly state: 'sending' }
  | {
      readonly state: 'waiting';
      readonly failure: Hindrance;
      readonly lastError: string;
      readonly nextAttemptAt: Date;
      readonly attempts: number;
    };

type GateOptions = {
  readonly now: () => Date;
  readonly schedule: Schedule;
  readonly random: () => number;
  readonly log: Logger;
  /** Somebody may enter again. */
  readonly onOpen: () => void;
};

/**
 * One gate for all that is sent: when the target is away, all stop. After a while one picture is
 * tried, and its success lets the others follow.
 */
export function openSendGate({ now, schedule, random, log, onOpen }: GateOptions): SendGate {
  let state: GateState = { state: 'sending' };
  let probing: 'not-yet' | 'due' | 'under-way' = 'not-yet';
  let callOff = () => {};

  return {
    enter: () => {
      if (state.state === 'sending') return { probe: false };
      if (probing !== 'due') return undefined;
      probing = 'under-way';
      return { probe: true };
    },
    succeeded: ({ probe }) => {
      // What was under way when the gate was shut may still succeed; that tells nothing new.
      if (!probe) return;
      log.info(
        'pictures are sent again',
        state.state === 'waiting' ? { attempts: state.attempts } : {},
      );
      state = { state: 'sending' };
      onOpen();
    },
    failed: ({ probe }, failure, lastError) => {
      // Those that fail together are one failure.
      if (state.state === 'waiting' && !probe) return;
      const attempts = state.state === 'waiting' ? state.attempts + 1 : 1;
      const milliseconds = backOff(attempts, { failure, random });
      const nextAttemptAt = new Date(now().getTime() + milliseconds);
      state = { state: 'waiting', failure, lastError, nextAttemptAt, attempts };
      probing = 'not-yet';
      log.warn('pictures wait', { failure, error: lastError, attempts, nextAttemptAt });
      callOff = schedule(milliseconds, () => {
        probing = 'due';
        onOpen();
      });
    },
    unused: ({ probe }) => {
      if (probe) probing = 'due';
    },
    state: () => state,
    close: () => callOff(),
  };
}
