import type { BoundingBox, Label } from '../../../contracts/label.ts';
import { type Severity, severities } from '../../../contracts/severity.ts';
import { isSameBox } from './box-overlap.ts';
import type { AlarmingBox, KnownBox } from './known-box.ts';
import { pairBoxes } from './pair-boxes.ts';
import { type RepeatPolicy, type RepeatTolerance, toleranceOf } from './repeat-policy.ts';
import type { SeenThing, SeenThings } from './seen-things.ts';
import { alarmedAgain, firstAt, missed, seenAgain } from './update-thing.ts';

/** What a camera remembers at first. */
export const nothingSeen: SeenThings = { schemaVersion: 1, things: [] };

/** A picture in which something rings. */
export type AlarmingPicture = {
  /** ISO 8601. */
  readonly capturedAt: string;
  readonly labels: readonly Label[];
  readonly alarming: readonly AlarmingBox[];
};

type Recalled = { readonly seen: SeenThings; readonly known: readonly KnownBox[] };

// What a camera sees at a time, several times over.
const mostThings = 50;

/**
 * Which boxes of a picture have been alarmed before, long enough to keep quiet, and what is remembered
 * now. Asked again about the same picture, it answers the same: only what was captured before counts.
 */
export function recallThings(
  { things }: SeenThings,
  picture: AlarmingPicture,
  policy: RepeatPolicy,
): Recalled {
  const changed = new Map<SeenThing, SeenThing>();
  const added: SeenThing[] = [];
  const known: KnownBox[] = [];
  for (const label of picture.labels) {
    const tolerance = toleranceOf(policy, label);
    if (tolerance === 'off') continue;
    const found = recallLabel({ label, tolerance, picture, things });
    for (const [before, after] of found.changed) changed.set(before, after);
    added.push(...found.added);
    known.push(...found.known);
  }
  const kept = things.flatMap(
    (thing) => changed.get(thing) ?? missed(thing, picture.capturedAt) ?? [],
  );
  return { seen: { schemaVersion: 1, things: nearest([...kept, ...added], picture) }, known };
}

type Asked = {
  readonly label: Label;
  readonly tolerance: RepeatTolerance;
  readonly picture: AlarmingPicture;
  readonly things: readonly SeenThing[];
};

function recallLabel({ label, tolerance, picture, things }: Asked) {
  const at = picture.capturedAt;
  const there = things.filter(
    (thing) => thing.label === label.name && isRemembered(thing, at, tolerance),
  );
  const isClose = (_: unknown, __: unknown, overlap: number) => overlap >= tolerance.iou;
  const alarming = alarmingBoxes(picture, label.name);
  const again = pairBoxes(alarming, there, isClose);
  const taken = new Set(again.values());
  const others = label.instances.filter(
    ({ box }) => !alarming.some((one) => isSameBox(one.box, box)),
  );
  const left = there.filter((thing) => !taken.has(thing));
  const changed = new Map<SeenThing, SeenThing>();
  for (const thing of pairBoxes(others, left, isClose).values()) {
    changed.set(thing, seenAgain(thing, at));
  }
  const added: SeenThing[] = [];
  const known: KnownBox[] = [];
  for (const ringing of alarming) {
    const { box, rings } = ringing;
    const thing = again.get(ringing);
    const before: SeenThing = thing ?? { label: label.name, box, rang: [], seenAt: at };
    const after = rings.reduce(
      (last, severity) => alarmedAgain(last, { at, severity, ...tolerance }),
      before,
    );
    if (thing === undefined) added.push(after);
    else {
      changed.set(thing, after);
      known.push(...knownBox(thing, box, at));
    }
  }
  return { changed, added, known };
}

type Ringing = { readonly box: BoundingBox; readonly rings: readonly Severity[] };

/** Each box once, though several rules ring for it. */
function alarmingBoxes({ alarming }: AlarmingPicture, label: string): readonly Ringing[] {
  const found: { readonly box: BoundingBox; readonly rings: Severity[] }[] = [];
  for (const { box, severity } of alarming.filter((one) => one.label === label)) {
    const there = found.find((one) => isSameBox(one.box, box));
    if (there === undefined) found.push({ box, rings: [severity] });
    else there.rings.push(severity);
  }
  return found;
}

function isRemembered(thing: SeenThing, at: string, tolerance: RepeatTolerance): boolean {
  const span = tolerance.forgottenAfterMinutes * 60_000;
  const [time, from, to] = [at, firstAt(thing), thing.seenAt].map(Date.parse);
  if (time === undefined || from === undefined || to === undefined) return false;
  return time <= to + span && time >= from - span;
}

function knownBox(thing: SeenThing, box: BoundingBox, at: string): readonly KnownBox[] {
  const { label, settledAt } = thing;
  if (settledAt === undefined || at <= settledAt) return [];
  const severity = severities.findLast((one) =>
    thing.rang.some((rang) => rang.severity === one && rang.at < at),
  );
  return severity === undefined ? [] : [{ label, box, since: firstAt(thing), severity }];
}

// A camera whose clock was wrong for a day must not keep the place of what is there now.
function nearest(things: readonly SeenThing[], { capturedAt }: AlarmingPicture): SeenThing[] {
  const distance = ({ seenAt }: SeenThing) => Math.abs(Date.parse(seenAt) - Date.parse(capturedAt));
  if (things.length <= mostThings) return [...things];
  return things.toSorted((a, b) => distance(a) - distance(b)).slice(0, mostThings);
}
