import type { Severity } from '../../../contracts/severity.ts';
import type { SeenThing } from './seen-things.ts';

const minute = 60_000;
// Somebody who walks past hides what stands behind for some pictures.
const absence = minute;

/** When it was first alarmed. */
export function firstAt({ rang, seenAt }: SeenThing): string {
  return rang.map(({ at }) => at).reduce(earlier, seenAt);
}

/** The same thing, seen once more, whatever it was seen as. */
export function seenAgain(thing: SeenThing, at: string): SeenThing {
  const { missedAt, ...rest } = thing;
  const isStillMissed = missedAt !== undefined && missedAt > at;
  return { ...rest, seenAt: later(thing.seenAt, at), ...(isStillMissed ? { missedAt } : {}) };
}

/** The same thing, alarmed once more; in whichever order pictures come, their own time counts. */
export function alarmedAgain(
  thing: SeenThing,
  { at, severity, afterMinutes }: { at: string; severity: Severity; afterMinutes: number },
): SeenThing {
  const before = thing.rang.find((one) => one.severity === severity);
  const rang = [
    ...thing.rang.filter((one) => one !== before),
    { severity, at: before === undefined ? at : earlier(before.at, at) },
  ].toSorted((a, b) => (a.severity < b.severity ? -1 : 1));
  const first = firstAt(thing);
  const isLongAfter = (one: string, other: string) =>
    Date.parse(one) - Date.parse(other) >= afterMinutes * minute;
  const settled = [
    ...(thing.settledAt === undefined ? [] : [thing.settledAt]),
    ...(isLongAfter(at, first) ? [at] : []),
    // A picture that came late shows that it had been there before.
    ...(isLongAfter(first, at) ? [first] : []),
  ].toSorted()[0];
  const { settledAt: _, ...rest } = seenAgain(thing, at);
  return { ...rest, rang, ...(settled === undefined ? {} : { settledAt: settled }) };
}

/** What is left of a thing that is not in a picture; undefined once it has been away for long enough. */
export function missed(thing: SeenThing, at: string): SeenThing | undefined {
  if (at <= thing.seenAt) return thing;
  const { missedAt = at } = thing;
  if (Math.abs(Date.parse(at) - Date.parse(missedAt)) >= absence) return undefined;
  return { ...thing, missedAt: earlier(missedAt, at) };
}

function earlier(one: string, other: string): string {
  return one < other ? one : other;
}

function later(one: string, other: string): string {
  return one < other ? other : one;
}
