import * as v from 'valibot';
import { ProfileByHandSchema } from './profile-switches.ts';

const Text = v.pipe(v.string(), v.nonEmpty());

/** What a rule may ask for; `labeler` is whether it was labelled at all, `rule` is how it stands to the other rules, `repeat` to earlier pictures. */
const checkKinds = [
  'score',
  'camera',
  'profile',
  'weekday',
  'hours',
  'boxes',
  'zone',
  'area',
  'rule',
  'repeat',
  'labeler',
] as const;

const CheckSchema = v.object({ what: v.picklist(checkKinds), text: Text, passed: v.boolean() });
/** One thing that a rule asked about a label, in words. */
export type Check = Readonly<v.InferOutput<typeof CheckSchema>>;

export const TraceLineSchema = v.object({
  rule: Text,
  label: Text,
  confidence: v.pipe(v.number(), v.minValue(0), v.maxValue(100)),
  checks: v.array(CheckSchema),
  /**
   * `pending`: with a second such picture of the same motion event it is an alarm. `repeat`: it would be
   * one, but was alarmed before and has hardly moved.
   */
  result: v.picklist(['alarm', 'quiet', 'pending', 'repeat']),
});
/** What one rule made of one label, and why. */
export type TraceLine = v.InferOutput<typeof TraceLineSchema>;

export const ProfilesOnSchema = v.object({
  on: v.array(Text),
  /** Somebody had switched it on; without it, they were on by their hours. */
  byHand: v.optional(ProfileByHandSchema),
});
/** Which profiles were on when a picture was taken. */
export type ProfilesOn = v.InferOutput<typeof ProfilesOnSchema>;

const FileVersionSchema = { etag: Text, versionId: v.optional(Text) };

/** Which rules judged a picture: files, their versions, and the labeler's own threshold. */
export const RulesVersionSchema = v.object({
  source: v.picklist(['config/alarms.yaml', 'config/reko_alarms.csv']),
  ...FileVersionSchema,
  /** The alarm list, where the rules take its rows as well. */
  list: v.optional(v.object(FileVersionSchema)),
  /** From which confidence a label rang, in percent, where a rule names none. */
  alarmConfidence: v.optional(v.number()),
});
export type RulesVersion = v.InferOutput<typeof RulesVersionSchema>;
