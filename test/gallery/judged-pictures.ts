import * as v from 'valibot';
import { parse } from 'yaml';
import { eventExamples } from '../../contracts/event-example.ts';
import { galleryEntry } from '../../contracts/gallery-index.ts';
import type { ImageRecord } from '../../contracts/image-record.ts';
import type { BoundingBox, Label } from '../../contracts/label.ts';
import { recordKey } from '../../contracts/object-key.ts';
import type { Recorded } from '../../gallery/proposals/find-proposals.ts';
import type { Change } from '../../gallery/proposals/proposal.ts';
import type { ListedEntry } from '../../gallery/select-entries.ts';
import { type JudgedRecord, JudgedRecordSchema } from '../../gallery/statistics/judged-record.ts';
import { parseAlarmList } from '../../services/classifier/parse-alarm-list.ts';
import { compileList } from '../../services/classifier/rules/compile-list.ts';
import { readRules } from '../../services/classifier/rules/read-rules.ts';
import type { SourcedRules } from '../../services/classifier/rules/rules-document.ts';

type Verdict = NonNullable<ListedEntry['judgement']>['verdict'];

/** A picture of one thing, as a test asks for it. */
export type Sight = {
  readonly confidence: number;
  readonly verdict?: Verdict | undefined;
  readonly outcome?: 'alarm' | 'quiet';
  readonly label?: string;
  readonly camera?: string;
  /** Since noon. */
  readonly minute?: number;
  readonly box?: BoundingBox | undefined;
  readonly event?: string | undefined;
  /** What else was seen. */
  readonly also?: readonly Label[];
};

export type Seen = {
  readonly entry: ListedEntry;
  readonly record: JudgedRecord;
  readonly whole: ImageRecord;
};

const day = '2026-11-20';

export function seenThing(name: string, confidence: number, box?: BoundingBox): Label {
  const instances = box === undefined ? [] : [{ box, confidence }];
  return { name, confidence, instances, parents: [], aliases: [], categories: [] };
}

/** Pictures with their records, a quarter of an hour apart unless they say otherwise. */
export function seenPictures(sights: readonly Sight[]): readonly Seen[] {
  return sights.map((sight, at) => {
    const { confidence, verdict, outcome = 'alarm', label = 'Person', camera = 'garden' } = sight;
    const { minute = at * 15, box, event, also = [] } = sight;
    const labels = [seenThing(label, confidence, box), ...also];
    const { motionEvent: _, ...example } = eventExamples.ImageClassified.detail;
    const capturedAt = new Date(Date.parse(`${day}T00:00:00Z`) + minute * 60_000).toISOString();
    const imageId = String(at).padStart(20, '0');
    const classified = {
      type: 'ImageClassified',
      detail: {
        ...{ ...example, imageId, camera, capturedAt, outcome, labels, labeler: 'rekognition' },
        ...(event === undefined ? {} : { motionEvent: event }),
        matches: outcome === 'alarm' ? [{ rule: label, label, confidence }] : [],
      },
    } as const;
    const whole: ImageRecord = {
      ...{ schemaVersion: 1, recordedAt: capturedAt, event: { ...classified }, labels },
      rules: { source: 'config/alarms.yaml', etag: 'e', alarmConfidence: 55 },
    };
    const judgement = verdict && { verdict, givenAt: `${day}T23:00:00.000Z` };
    const stored = { recordKey: recordKey(camera, day, imageId), ...(judgement && { judgement }) };
    const entry = { ...galleryEntry(whole.event, stored), hour: capturedAt.slice(11, 13) };
    return { entry, record: v.parse(JudgedRecordSchema, whole), whole };
  });
}

/** What an owner has written: `alarms.yaml`, as an object, and the alarm list. */
export type OwnersFiles = { readonly file?: OwnersRules | undefined; readonly list?: string };
type OwnersRules = {
  readonly list?: boolean;
  readonly rules: readonly { readonly name: string }[];
};

/** The rules as the pipeline reads them from these files. */
export function sourcedRules({ file, list = '' }: OwnersFiles): SourcedRules {
  const rows = compileList(parseAlarmList(list).rules);
  if (file === undefined) {
    return { rules: { rules: rows, profiles: new Map() }, list: rows, isListAlone: true };
  }
  const reading = readRules(JSON.stringify(file));
  if (reading.outcome === 'unusable') throw new Error(JSON.stringify(reading.problems));
  const counted = reading.withList ? rows : [];
  const rules = { ...reading.rules, rules: [...reading.rules.rules, ...counted] };
  return { rules, list: counted, isListAlone: false };
}

/** The files after somebody did what a proposal tells. */
export function putInForce({ file, list = '' }: OwnersFiles, change: Change): OwnersFiles {
  const isReplaced = (row: string) =>
    parseAlarmList(row).rules.some(({ label }) => label === change.replaced);
  const rows = list.split('\n');
  const others = rows.filter((row) => !isReplaced(row)).join('\n');
  switch (change.place) {
    case 'row':
      return { file, list: rows.map((row) => (isReplaced(row) ? change.lines : row)).join('\n') };
    case 'row-to-file':
      return { file: parse(change.lines), list: others };
    case 'row-to-rules':
      if (file === undefined) throw new Error('there is no file to add to');
      return { file: withRules(file, file.rules, change), list: others };
    case 'rule': {
      const kept = file?.rules.filter(({ name }) => name !== change.replaced) ?? [];
      if (file === undefined) throw new Error('there is no file to change');
      return { file: withRules(file, kept, change), list };
    }
  }
}

function withRules(file: OwnersRules, kept: OwnersRules['rules'], { lines }: Change): OwnersRules {
  return { ...file, rules: [...kept, ...parse(lines).rules] };
}

/** A zone: what is near. */
export const lowerHalf = {
  points: [
    [0, 0.5],
    [1, 0.5],
    [1, 1],
    [0, 1],
  ],
};

export const timeZone = 'Europe/Berlin';

/** What the page knows of such pictures; the list rings for people from 70 on unless told otherwise. */
export function recorded(
  pictures: readonly Seen[],
  files: OwnersFiles = { list: 'Person,,Alarm,70' },
): Recorded {
  const cameras = [...new Set(pictures.map(({ entry }) => entry.camera))].sort();
  return { sourced: sourcedRules(files), timeZone, alarmConfidence: 55, pictures, cameras };
}
