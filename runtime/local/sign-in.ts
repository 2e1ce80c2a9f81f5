import { createHash, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { attemptLimit } from './attempt-limit.ts';

const derive = promisify<string, Buffer, number, Buffer>(scrypt);

const sessionDays = 30;
const mostSessions = 1000;

export type SignIn = {
  /** The session of somebody who knows the password, as the value of a cookie. */
  open(
    password: string,
    address: string,
  ): Promise<{ readonly session: string } | 'wrong' | 'too-many'>;
  isOpen(session: string | undefined): boolean;
};

export const sessionSeconds = sessionDays * 24 * 60 * 60;

/** Lets those in who know the password. Sessions are forgotten when the process ends. */
export async function signInWith(password: string, now: () => Date): Promise<SignIn> {
  const salt = randomBytes(16);
  const expected = await derive(password, salt, 32);
  const limit = attemptLimit(now);
  const sessions = new Map<string, number>();

  return {
    async open(tried, address) {
      if (!limit.allows(address)) return 'too-many';
      limit.failed(address);
      if (!timingSafeEqual(await derive(tried, salt, 32), expected)) return 'wrong';
      limit.succeeded(address);
      const session = randomBytes(32).toString('base64url');
      forgetOldest();
      sessions.set(digest(session), now().getTime() + sessionSeconds * 1000);
      return { session };
    },
    isOpen(session) {
      const until = session === undefined ? undefined : sessions.get(digest(session));
      return until !== undefined && until > now().getTime();
    },
  };

  function forgetOldest(): void {
    const [oldest] = sessions.keys();
    if (sessions.size >= mostSessions && oldest !== undefined) sessions.delete(oldest);
  }
}

// How long a search takes tells nothing of a session whose digest was searched for.
function digest(session: string): string {
  return createHash('sha256').update(session).digest('hex');
}
