import type { UploaderLosses } from '../../contracts/reporter-notes.ts';
import type { DayOfMessages } from './note-day.ts';
import type { CameraState } from './read-cameras.ts';

export type Counted = { readonly name: string; readonly count: number };

/** What was alarmed at one camera. */
export type CameraAlarms = {
  readonly camera: string;
  readonly count: number;
  /** In how many pictures each label rang, the most frequent first. */
  readonly labels: readonly Counted[];
};

/** A small picture of one alarm. */
export type ShownAlarm = {
  readonly camera: string;
  readonly capturedAt: string;
  readonly labels: readonly string[];
  readonly thumbnail: Uint8Array;
};

/** All that is told of one day. */
export type DaySummary = {
  readonly day: string;
  readonly alarms: readonly CameraAlarms[];
  readonly shown: readonly ShownAlarm[];
  readonly quiet: number;
  readonly rejected: readonly Counted[];
  readonly cameras: readonly CameraState[];
  readonly losses: readonly UploaderLosses[];
  /** Undefined when nobody looked while it was known. */
  readonly messages: DayOfMessages | undefined;
  /** What its pictures cost; undefined where they cost nothing. */
  readonly dollars: number | undefined;
};
