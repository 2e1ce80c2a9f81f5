import type { Match, RejectionReason } from '../../contracts/image-event.ts';
import type { ProfilesOn, RulesVersion, TraceLine } from '../../contracts/judgement-trace.ts';
import type { Label } from '../../contracts/label.ts';
import type { Repeat } from '../../contracts/repeat.ts';
import { isTestPicture } from '../../contracts/test-picture.ts';
import type { BlobStore, StoredBlob } from '../../runtime/blob-store.ts';
import type { Deps } from '../../runtime/ports.ts';
import type { ImageFacts } from './event-of.ts';
import { inspectImage } from './inspect-image.ts';
import type { PatientLabeler, Unanswered } from './outage/patient-labeler.ts';
import { ringTime } from './ring-time.ts';
import type { LabelJudgement } from './rules/judge-labels.ts';
import { judgePicture } from './rules/judge-picture.ts';
import type { ProfileSource } from './rules/profile-source.ts';
import { leastConfidence, type RuleSet } from './rules/rule.ts';
import type { RuleSource } from './rules/rule-source.ts';
import type { ThingMemory } from './rules/thing-memory.ts';
import { noteSighting } from './rules/visit-notes.ts';
import { unlabelledAlarm } from './unlabelled.ts';

type Rejection = {
  readonly outcome: 'rejected';
  readonly reason: RejectionReason;
  readonly message: string;
};

/** What a picture was found to be, before it is named and recorded. */
export type Judgement =
  | Rejection
  | {
      readonly outcome: 'alarm' | 'quiet';
      readonly labels: readonly Label[];
      readonly matches: readonly Match[];
      readonly labeler: string;
    };

/** A judgement with its reasons, as the record keeps it. */
export type ReasonedJudgement =
  | Rejection
  | (Exclude<Judgement, Rejection> & {
      readonly rules: RulesVersion;
      readonly trace: readonly TraceLine[];
      readonly repeats: readonly Repeat[];
      readonly profiles?: ProfilesOn | undefined;
    });

type JudgeDeps = Deps<'blobs' | 'labeler'> & {
  /** The labeler itself only says what it is. */
  readonly patient: PatientLabeler;
  readonly ruleSource: RuleSource;
  readonly profileSource: ProfileSource;
  readonly things: ThingMemory;
};

type Uninspected = {
  readonly image: ImageFacts;
  readonly head: StoredBlob;
  /** Since when the picture waits to be labelled. */
  readonly heldSince: string | undefined;
};

/** A picture that waits; with a time, it rings for its motion alone then. */
export type Unjudged = Unanswered & { readonly until: Date | undefined };

/** Looks at the header before anything is paid for, has the picture labelled, and asks the rules. */
export async function judgeImage(
  deps: JudgeDeps,
  { image, head, heldSince }: Uninspected,
): Promise<ReasonedJudgement | Unjudged> {
  const { blobs, labeler, patient, ruleSource } = deps;
  let inspection = inspectImage(head.bytes, head.sizeBytes);
  if (inspection === 'needs-more') {
    inspection = inspectImage(await wholeImage(blobs, image), head.sizeBytes);
  }
  if (typeof inspection === 'object') return { outcome: 'rejected', ...inspection };
  const { rules, version: files } = await ruleSource.current();
  const { alarmConfidence, name } = labeler;
  const version = { ...files, alarmConfidence };
  const labelled = await patient.label(image, {
    leastConfidence: leastConfidence(rules, alarmConfidence),
  });
  switch (labelled.outcome) {
    case 'unreadable':
      return { outcome: 'rejected', reason: 'unreadable', message: labelled.message };
    case 'unanswered':
      return ringOrWait(deps, { image, rules, version, heldSince, unanswered: labelled });
    case 'labelled': {
      const { labels } = labelled;
      const judged = await judgeVisit(deps, { image, labels, rules });
      const { outcome, matches, trace, repeats, profiles } = judged;
      const reasons = { trace, repeats, profiles, rules: version };
      return { outcome, labels, matches, labeler: name, ...reasons };
    }
  }
}

type Unlabelled = {
  readonly image: ImageFacts;
  readonly rules: RuleSet;
  readonly version: RulesVersion;
  readonly heldSince: string | undefined;
  readonly unanswered: Unanswered;
};

async function ringOrWait(
  { settings, profileSource, now }: JudgeDeps,
  { image, rules, version, heldSince, unanswered }: Unlabelled,
): Promise<ReasonedJudgement | Unjudged> {
  const { reason, since } = unanswered;
  const until = ringTime(settings.labeling, { reason, heldSince, since, now: now() });
  if (until === undefined || until > now()) return { ...unanswered, until };
  const { camera, capturedAt } = image;
  const byHand = await profileSource.byHandAt(rules, capturedAt);
  const taken = { camera, capturedAt, timeZone: settings.timeZone, byHand };
  const alarm = unlabelledAlarm(rules, taken, reason);
  return alarm === undefined ? { ...unanswered, until: undefined } : { ...alarm, rules: version };
}

type Seen = {
  readonly image: ImageFacts;
  readonly labels: readonly Label[];
  readonly rules: RuleSet;
};

async function judgeVisit(
  { blobs, labeler, settings, things, profileSource }: JudgeDeps,
  { image, labels, rules }: Seen,
): Promise<LabelJudgement> {
  const { camera, capturedAt, motionEvent, imageId, key } = image;
  const { alarmConfidence } = labeler;
  const byHand = await profileSource.byHandAt(rules, capturedAt);
  const situation = { camera, capturedAt, timeZone: settings.timeZone, alarmConfidence };
  return judgePicture(
    { labels, rules },
    { ...situation, byHand },
    {
      note:
        motionEvent === undefined
          ? undefined
          : (pending) => noteSighting(blobs, { camera, motionEvent, imageId, rules: pending }),
      // The owner's own test rings, however often it is sent.
      recall: isTestPicture(key)
        ? undefined
        : (picture, policy) => things.recall(camera, picture, policy),
    },
  );
}

async function wholeImage(blobs: BlobStore, image: ImageFacts): Promise<Uint8Array> {
  const { key, versionId, imageId } = image;
  const whole = await blobs.get(key, versionId === undefined ? {} : { versionId });
  if (whole?.etag !== image.etag) throw new Error(`read image ${imageId}: it has gone meanwhile`);
  return whole.bytes;
}
