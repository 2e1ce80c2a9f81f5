import * as v from 'valibot';
import { alertKinds } from './alert-event.ts';
import { severities } from './severity.ts';

/** Stands for the names when a message is for no one in particular. */
export const everybody = 'everybody';

const Text = v.string();

/** An alert as a program reads it that subscribed to the topic: a queue, a function, a web address. */
export const MachineAlertSchema = v.object({
  schemaVersion: v.literal(1),
  kind: v.picklist(alertKinds),
  severity: v.picklist(severities),
  /** The same for the same alert, however often it arrives. */
  id: Text,
  camera: Text,
  /** When the picture was taken, or until when a digest counts. */
  capturedAt: v.pipe(v.string(), v.isoTimestamp()),
  subject: Text,
  text: Text,
  /** What rang, with its aliases, its parents and its rules. */
  labels: v.array(Text),
  rules: v.array(Text),
  /** Whom it is for; empty: everybody. */
  tell: v.array(Text),
  link: v.optional(Text),
});
export type MachineAlert = Readonly<v.InferOutput<typeof MachineAlertSchema>>;
