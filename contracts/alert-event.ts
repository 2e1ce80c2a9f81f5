import * as v from 'valibot';
import { severities } from './severity.ts';
import { TemplateTextSchema } from './template-text.ts';

const Text = v.pipe(v.string(), v.nonEmpty());
const Instant = v.pipe(v.string(), v.isoTimestamp(), v.endsWith('Z'));

/** What people are told of. */
export const alertKinds = [
  'alarm',
  'digest',
  'camera',
  'rejected',
  'summary',
  'trouble',
  'test',
] as const;
export type AlertKind = (typeof alertKinds)[number];

/** What a push message shows of a text. */
export const longestAlertText = 1_000;

/** Whatever was written by somebody else is `templateText`; see there. */
export const AlertRaisedSchema = v.object({
  schemaVersion: v.literal(1),
  /** The same when an alert is told twice. */
  alertId: Text,
  correlationId: Text,
  kind: v.picklist(alertKinds),
  severity: v.picklist(severities),
  camera: TemplateTextSchema,
  /** Every word by which somebody may choose to be told: what rang, its rule, its kin. */
  labels: v.array(TemplateTextSchema),
  /** The owner's rules that rang. */
  rules: v.optional(v.array(TemplateTextSchema)),
  capturedAt: Instant,
  subject: TemplateTextSchema,
  text: v.pipe(TemplateTextSchema, v.maxLength(longestAlertText)),
  /** Where the picture can be looked at. */
  link: v.optional(v.pipe(TemplateTextSchema, v.url())),
  imageId: v.optional(Text),
});

/** People are told of something. Once for each message; what is held back raises none. */
export type AlertRaised = v.InferOutput<typeof AlertRaisedSchema>;
