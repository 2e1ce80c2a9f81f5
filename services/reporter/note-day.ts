import type {
  ReporterNotes,
  UploaderCounts,
  UploaderLosses,
} from '../../contracts/reporter-notes.ts';

/** How many alarms of a day rang, and how many were held back. */
export type DayOfMessages = { readonly rang: number; readonly held: number };

type Beginning = {
  readonly today: string;
  readonly yesterday: string;
  readonly uploaders: readonly UploaderCounts[];
  readonly messages: DayOfMessages;
};

/** The notes when a day begins: yesterday's losses, and where today's are counted from. */
export function beginDay(
  before: ReporterNotes,
  { today, yesterday, uploaders, messages }: Beginning,
): ReporterNotes {
  // Somebody else was first.
  if (before.began?.day === today) return before;
  // After days without a look nobody can say what was counted on which.
  const counted = before.began?.day === yesterday ? before.began.uploaders : [];
  return {
    ...before,
    began: { day: today, uploaders: [...uploaders] },
    ended: { day: yesterday, uploaders: [...lossesSince(counted, uploaders)], ...messages },
  };
}

function lossesSince(
  before: readonly UploaderCounts[],
  after: readonly UploaderCounts[],
): readonly UploaderLosses[] {
  return after.flatMap((now): readonly UploaderLosses[] => {
    const then = before.find(({ camera }) => camera === now.camera);
    if (then === undefined) return [];
    const { leftOut, dropped, refused } = wasRestarted(then, now) ? none : then;
    return [
      {
        camera: now.camera,
        leftOut: now.leftOut - leftOut,
        dropped: now.dropped - dropped,
        refused: now.refused - refused,
      },
    ];
  });
}

const counters = ['sent', 'leftOut', 'dropped', 'refused'] as const;
const none = { leftOut: 0, dropped: 0, refused: 0 };

// They count from the uploader's start: one that is less than it was began anew.
function wasRestarted(then: UploaderCounts, now: UploaderCounts): boolean {
  return counters.some((counter) => now[counter] < then[counter]);
}
