import { type ConsumerPlace, consumerStatePrefix, isConsumerPlace } from './consumer-state.ts';
import { shownRulesPrefix, thumbnailPrefix } from './gallery-key.ts';
import { shortCamera, shortPath } from './short-name.ts';
import {
  incidentPrefix,
  labelerPrefix,
  seenPrefix,
  spendPrefix,
  visitPrefix,
  watchPrefix,
} from './state-key.ts';

/** The names of pictures and what lies beside them, in the bucket and in the local data folder. */

export const layoutNames = ['intellicam', 'smart-security-camera'] as const;
export type LayoutName = (typeof layoutNames)[number];

/** Where a picture ends: the owner's two folders, or the one for what could not be read. */
export type Folder = 'alarm' | 'quiet' | 'error';

type Layout = Readonly<Record<Folder | 'alarmCsv' | 'quietCsv', string>>;

const layouts: Readonly<Record<LayoutName, Layout>> = {
  intellicam: {
    alarm: 'jpg_alarm/',
    quiet: 'jpg_quiet/',
    error: 'jpg_error/',
    alarmCsv: 'csv_alarm/',
    quietCsv: 'csv_quiet/',
  },
  'smart-security-camera': {
    alarm: 'archive/alerts/',
    quiet: 'archive/falsepositives/',
    error: 'archive/error/',
    alarmCsv: 'archive/csv/alerts/',
    quietCsv: 'archive/csv/falsepositives/',
  },
};

/** The folders of every layout, for who has to find out to which of them a key belongs. */
export const knownLayouts: readonly Layout[] = Object.values(layouts);

export const uploadPrefix = 'upload/';
export const alarmListKey = 'config/reko_alarms.csv';
/** Where it exists, it says what rings, and the list only if it says so. */
export const alarmRulesKey = 'config/alarms.yaml';
/** Which profile of these rules the owner switched on by hand. */
export const profileSwitchesKey = 'config/profile.json';

/** The camera of pictures that lie in `upload/` itself. */
export const defaultCamera = 'default';

export type UploadKey = { readonly camera: string; readonly file: string };

/** Reads `upload/<camera>/<file>`; undefined for a folder marker or a key elsewhere. */
export function parseUploadKey(key: string): UploadKey | undefined {
  if (!key.startsWith(uploadPrefix) || key.endsWith('/')) return undefined;
  const rest = key.slice(uploadPrefix.length);
  const slash = rest.indexOf('/');
  if (rest === '') return undefined;
  if (slash <= 0) return { camera: defaultCamera, file: rest };
  const camera = shortCamera(withoutDotSegments(rest.slice(0, slash)));
  return { camera, file: rest.slice(slash + 1) };
}

/** The key under which a camera's picture enters the pipeline. */
export function uploadKey(camera: string, file: string): string {
  return `${uploadPrefix}${camera}/${file}`;
}

/**
 * Where a picture is filed. Only the leading prefix is replaced, the rest of the key is kept (but
 * for `.` and `..`, and for an end that is too long); `copy` tells apart another picture that was
 * uploaded under the same key, or under one that only differs behind what is kept.
 */
export function destinationKey(
  layout: LayoutName,
  folder: Folder,
  key: string,
  copy?: string,
): string {
  return layouts[layout][folder] + withCopy(keyBelowUpload(key), copy);
}

/** Where all labels of a picture are listed. */
export function labelCsvKey(
  layout: LayoutName,
  folder: 'alarm' | 'quiet',
  key: string,
  copy?: string,
): string {
  return `${layouts[layout][`${folder}Csv`]}${withCopy(keyBelowUpload(key), copy)}.csv`;
}

/** Why a picture lies in the error folder, beside it. */
export function errorReasonKey(errorKey: string): string {
  return `${errorKey}.json`;
}

export function recordKey(camera: string, day: string, imageId: string): string {
  return `records/${camera}/${day}/${imageId}.json`;
}

/** All records of a camera's pictures of one day. */
export function recordDayPrefix(camera: string, day: string): string {
  return `records/${camera}/${day}/`;
}

export const feedbackPrefix = 'feedback/';

/** What the owner says of a decision, beside its record. */
export function feedbackKey(camera: string, day: string, imageId: string): string {
  return `${feedbackPrefix}${camera}/${day}/${imageId}.json`;
}

/** All judgements of a camera's pictures of one day. */
export function feedbackDayPrefix(camera: string, day: string): string {
  return `${feedbackPrefix}${camera}/${day}/`;
}

/** A part of the store that rights are given on. */
export type Place =
  | 'upload'
  | 'pictures'
  | 'error'
  | 'csv'
  | 'records'
  | 'feedback'
  | 'gallery'
  | 'thumbnails'
  | 'shown-rules'
  | 'state'
  | 'visits'
  | 'seen'
  | 'labeler'
  | 'spend'
  | 'incidents'
  | 'config'
  | 'cameras'
  | 'watch'
  | ConsumerPlace;

/** The prefixes that make up a place in a layout. */
export function placePrefixes(layout: LayoutName, place: Place): readonly string[] {
  if (isConsumerPlace(place)) return [consumerStatePrefix(place)];
  const { alarm, quiet, error, alarmCsv, quietCsv } = layouts[layout];
  switch (place) {
    case 'upload':
      return [uploadPrefix];
    case 'pictures':
      return [alarm, quiet, error];
    case 'error':
      return [error];
    case 'csv':
      return [alarmCsv, quietCsv];
    case 'visits':
      return [visitPrefix];
    case 'seen':
      return [seenPrefix];
    case 'labeler':
      return [labelerPrefix];
    case 'spend':
      return [spendPrefix];
    case 'incidents':
      return [incidentPrefix];
    case 'thumbnails':
      return [thumbnailPrefix];
    case 'shown-rules':
      return [shownRulesPrefix];
    case 'cameras':
      return ['state/cameras/'];
    case 'watch':
      return [watchPrefix];
    case 'records':
    case 'feedback':
    case 'gallery':
    case 'state':
    case 'config':
      return [`${place}/`];
  }
}

/** A key as the path of a URL: every segment encoded, so that no name can change the address. */
export function urlPath(key: string): string {
  return key.split('/').map(encodeURIComponent).join('/');
}

function keyBelowUpload(key: string): string {
  if (!key.startsWith(uploadPrefix)) {
    throw new RangeError(`name the destination of ${key}: it does not lie under ${uploadPrefix}`);
  }
  const path = shortPath(withoutDotSegments(key.slice(uploadPrefix.length)));
  // What was cut off may have made `..` of a longer name.
  return withoutDotSegments(path);
}

// HTTP clients resolve `.` and `..` in a path, so no object that a page links to may contain them.
function withoutDotSegments(path: string): string {
  return path
    .split('/')
    .map((segment) => (/^\.{1,2}$/.test(segment) ? segment.replaceAll('.', '%2E') : segment))
    .join('/');
}

function withCopy(path: string, copy: string | undefined): string {
  if (copy === undefined) return path;
  const dot = path.lastIndexOf('.');
  return dot > path.lastIndexOf('/') + 1
    ? `${path.slice(0, dot)}-${copy}${path.slice(dot)}`
    : `${path}-${copy}`;
}
