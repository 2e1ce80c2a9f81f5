import * as v from 'valibot';
import { severities } from './severity.ts';

const Percent = v.pipe(v.number(), v.minValue(0), v.maxValue(100));
const Words = v.optional(v.array(v.string()), []);
const Weekday = v.picklist(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']);

const scheduleEntries = {
  /** Minutes since midnight. */
  hours: v.optional(v.array(v.object({ from: v.number(), to: v.number() })), []),
  weekdays: v.optional(v.array(Weekday), []),
};

const ZoneSchema = v.object({
  name: v.string(),
  points: v.array(v.tuple([v.number(), v.number()])),
});

/** One rule; what is left out asks for nothing. */
const RuleSchema = v.object({
  name: v.string(),
  labels: v.array(v.string()),
  effect: v.picklist(['alarm', 'quiet', 'list-quiet']),
  threshold: v.optional(Percent),
  minScore: v.optional(Percent),
  cameras: Words,
  zones: v.optional(v.array(ZoneSchema), []),
  minArea: v.optional(v.number()),
  maxArea: v.optional(v.number()),
  withoutBoxes: v.optional(v.boolean(), true),
  ...scheduleEntries,
  profiles: Words,
  severity: v.optional(v.picklist(severities)),
  tell: Words,
});

const ToleranceSchema = v.object({
  iou: v.number(),
  afterMinutes: v.number(),
  forgottenAfterMinutes: v.number(),
});

const RepeatsSchema = v.union([
  v.literal('off'),
  v.object({
    others: ToleranceSchema,
    labels: v.record(v.string(), v.union([v.literal('off'), ToleranceSchema])),
  }),
]);

/**
 * What rings now, in the form that judges pictures: for the page, which reads no YAML. The classifier
 * writes it whenever the owner's files have changed.
 */
export const RulesInForceSchema = v.object({
  schemaVersion: v.literal(1),
  /** Hours are told in it. */
  timeZone: v.string(),
  /** Where pictures cost something: a region of AWS. */
  region: v.optional(v.string()),
  /** From which confidence a label rings, in percent, where a rule names none. */
  alarmConfidence: Percent,
  /** Those of `alarms.yaml`, where there is one. */
  rules: v.optional(v.array(RuleSchema)),
  /** The rows of the alarm list, where they count. */
  list: v.array(RuleSchema),
  profiles: v.record(v.string(), v.object(scheduleEntries)),
  repeats: v.optional(RepeatsSchema),
});
export type RulesInForce = v.InferOutput<typeof RulesInForceSchema>;
