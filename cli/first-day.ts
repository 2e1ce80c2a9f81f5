import { localHour } from '../contracts/capture-time.ts';
import { parseSince } from './rules/parse-since.ts';

/** The first day that `--since` means, once it is known in which zone: a day is one of its owner's. */
export function firstDay(text: string, now: Date): (timeZone: string) => string {
  const since = parseSince(text, now);
  return (timeZone) => (text.includes('-') ? text : localHour(since.toISOString(), timeZone).day);
}
