import * as v from 'valibot';
import { layoutNames } from '../../contracts/object-key.ts';
import type { PortName } from '../ports.ts';
import { CamerasVariable } from './camera-environment.ts';
import { labelingVariables } from './labeling-environment.ts';
import { MailVariable, PeopleVariable } from './mail-variable.ts';
import { notificationVariables } from './notification-environment.ts';

const Text = v.pipe(v.string(), v.nonEmpty('is empty'));

const NumberText = v.pipe(
  v.string(),
  v.nonEmpty('is empty'),
  v.transform(Number),
  v.number('is no number'),
);

const TimeZone = v.pipe(v.string(), v.check(isTimeZone, 'is no time zone of the IANA database'));

function schemaFor(needs: readonly PortName[]) {
  const textFor = (...ports: readonly PortName[]) =>
    ports.some((port) => needs.includes(port)) ? Text : v.optional(v.string(), '');
  return v.object({
    INTELLICAM_STAGE: Text,
    INTELLICAM_BUCKET: Text,
    INTELLICAM_LAYOUT: v.picklist(layoutNames, `is none of ${layoutNames.join(', ')}`),
    INTELLICAM_TIME_ZONE: TimeZone,
    // Lambda's own.
    AWS_REGION: v.optional(v.string(), ''),
    INTELLICAM_BUS: textFor('events', 'alerts'),
    INTELLICAM_ALARM_TOPIC: textFor('alerts'),
    INTELLICAM_QUEUE_URL: textFor('timers'),
    INTELLICAM_UPLOADS_QUEUE_URL: textFor('uploads'),
    INTELLICAM_CAMERAS: needs.includes('cameras')
      ? CamerasVariable
      : v.optional(CamerasVariable, '{}'),
    INTELLICAM_MAIL: v.optional(MailVariable, 'null'),
    INTELLICAM_PEOPLE: v.optional(PeopleVariable, '[]'),
    // What galleryLinkPort reads.
    INTELLICAM_GALLERY: v.optional(v.string()),
    INTELLICAM_GALLERY_URL: v.optional(v.pipe(v.string(), v.url('is no address'))),
    ...notificationVariables,
    ...labelingVariables,
    INTELLICAM_LEAST_CONFIDENCE: v.optional(
      v.pipe(NumberText, v.minValue(0, 'is below 0'), v.maxValue(100, 'is above 100')),
      '55',
    ),
    INTELLICAM_MAX_LABELS: v.optional(
      v.pipe(
        NumberText,
        v.integer('is no whole number'),
        v.minValue(1, 'is below 1'),
        v.maxValue(1000, 'is above 1000'),
      ),
      '50',
    ),
  });
}

/** What a deployed function is told; what none of its ports needs is empty. */
export type FunctionEnvironment = v.InferOutput<ReturnType<typeof schemaFor>>;

/** Reads the environment of a function with these needs; the error names every variable amiss. */
export function functionEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
  needs: readonly PortName[],
): FunctionEnvironment {
  const parsed = v.safeParse(schemaFor(needs), environment);
  if (parsed.success) return parsed.output;
  const problems = parsed.issues.map(
    (issue) =>
      `${v.getDotPath(issue)} ${issue.received === 'undefined' ? 'is missing' : issue.message}`,
  );
  throw new Error(`read the function's environment: ${problems.join('; ')}`);
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
