import type { DaySummary, GalleryEntry, MonthSummary, Tally } from './gallery-index.ts';

type Judged = Tally['judged'];
type MonthDay = MonthSummary['days'][string];

const noneJudged: Judged = { right: 0, 'not-an-alarm': 0, missed: 0 };
const nothing: Tally = {
  ...{ alarm: 0, quiet: 0, rejected: 0 },
  ...{ labels: {}, rules: {}, judged: noneJudged },
};

/** What pictures came to. The same set gives the same bytes, in whatever order. */
export function tallyOf(entries: Iterable<GalleryEntry>): Tally {
  return sumOf([...entries].map(tallyOfOne));
}

/** Several tallies together. */
export function sumOf(tallies: readonly Tally[]): Tally {
  return tallies.reduce(add, nothing);
}

/** A day as its month lists it. */
export function monthDay({ cameras }: DaySummary): MonthDay {
  return inOrder(
    Object.entries(cameras).map(([camera, hours]) => {
      const alarms = Object.entries(hours).map(([hour, { alarm }]) => [hour, alarm] as const);
      const alarmHours = inOrder(alarms.filter(([, count]) => count > 0));
      return [camera, { ...sumOf(Object.values(hours)), alarmHours }] as const;
    }),
  );
}

/** An object whose keys are in order, so that the same facts have the same bytes. */
export function inOrder<Value>(pairs: readonly (readonly [string, Value])[]): {
  [key: string]: Value;
} {
  return Object.fromEntries(pairs.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

function tallyOfOne(entry: GalleryEntry): Tally {
  const isAlarm = entry.outcome === 'alarm';
  const labels = entry.labels.flatMap(({ name, alarm }) => (isAlarm && alarm ? [name] : []));
  return {
    ...nothing,
    [entry.outcome]: 1,
    labels: onceEach(labels),
    rules: onceEach(isAlarm ? (entry.rules ?? []) : []),
    judged: judgedOf(entry),
  };
}

// A word that does not fit what was decided is no word: nobody can miss an alarm.
function judgedOf({ outcome, judgement }: GalleryEntry): Judged {
  switch (judgement?.verdict) {
    case 'right':
      if (outcome === 'quiet') return { ...noneJudged, 'right-quiet': 1 };
      return outcome === 'alarm' ? { ...noneJudged, right: 1 } : noneJudged;
    case 'not-an-alarm':
      return outcome === 'alarm' ? { ...noneJudged, 'not-an-alarm': 1 } : noneJudged;
    case 'missed':
      return outcome === 'quiet' ? { ...noneJudged, missed: 1 } : noneJudged;
    case 'none':
    case undefined:
      return noneJudged;
  }
}

function onceEach(names: readonly string[]): Tally['labels'] {
  return inOrder([...new Set(names)].map((name) => [name, 1]));
}

function add(a: Tally, b: Tally): Tally {
  return {
    alarm: a.alarm + b.alarm,
    quiet: a.quiet + b.quiet,
    rejected: a.rejected + b.rejected,
    labels: addCounts(a.labels, b.labels),
    rules: addCounts(a.rules, b.rules),
    judged: addJudged(a.judged, b.judged),
  };
}

function addJudged(a: Judged, b: Judged): Judged {
  const quiet = (a['right-quiet'] ?? 0) + (b['right-quiet'] ?? 0);
  return {
    right: a.right + b.right,
    'not-an-alarm': a['not-an-alarm'] + b['not-an-alarm'],
    missed: a.missed + b.missed,
    ...(quiet === 0 ? {} : { 'right-quiet': quiet }),
  };
}

function addCounts(a: Tally['labels'], b: Tally['labels']): Tally['labels'] {
  const sums = new Map(Object.entries(a));
  for (const [name, count] of Object.entries(b)) sums.set(name, (sums.get(name) ?? 0) + count);
  return inOrder([...sums]);
}
