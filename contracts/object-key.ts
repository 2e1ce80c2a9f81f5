import { type ConsumerPlace, consumerStatePrefix, isConsumerPlace } from './consumer-state.ts';

/** Every object's name in the bucket and in the local data folder; nothing else spells a prefix. */

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
  return { camera: withoutDotSegments(rest.slice(0, slash)), file: rest.slice(slash + 1) };
}

/** The key under which a camera's picture enters the pipeline. */
export function uploadKey(camera: string, file: string): string {
  return `${uploadPrefix}${camera}/${file}`;
}

/**
 * Where a picture is filed. Only the leading prefix is replaced, the rest of the key is kept (but
 * for `.` and `..`); `copy` tells apart another picture that was uploaded under the same key.
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

/** The small pictures of the gallery; the rest of it is not for who only shows one. */
const thumbnailPrefix = 'gallery/thumbs/';

export function thumbnailKey(camera: string, day: string, imageId: string): string {
  return `${thumbnailPrefix}${camera}/${day}/${imageId}.jpg`;
}

/** Claims on messages to people; the rest of `state/` is not for who sends them. */
export const alertClaimPrefix = 'state/alerts/';

// SNS was the only channel once: its claims bear no name, so that none of them is sent again.
export function alertClaimKey(alertId: string, channel: string): string {
  return `${alertClaimPrefix}${alertId}${channel === 'sns' ? '' : `.${channel}`}.json`;
}

/** What was told of each camera's visits, and what waits to be told. */
export const incidentPrefix = 'state/incidents/';

export function incidentsKey(camera: string): string {
  return `${incidentPrefix}${camera}.json`;
}

/** What was told of a camera's rejected pictures. */
export function rejectionsKey(camera: string): string {
  return `${incidentPrefix}rejections/${camera}.json`;
}

/** What the owner does not want to be told of; no camera's name has a slash. */
export const mutesKey = `${incidentPrefix}mutes/all.json`;

/** What was nearly an alarm in one motion event; the rest of `state/` is not for who judges. */
export const visitPrefix = 'state/visits/';

/** Longer than any motion event, and than its pictures may wait to be judged. */
export const visitDays = 2;

export function visitKey(camera: string, motionEvent: string): string {
  // The camera makes the name up, and S3's keys have an end.
  return `${visitPrefix}${camera}/${encodeURIComponent(motionEvent).slice(0, 200)}.json`;
}

/** What was alarmed at each camera, and where: there it need not ring again. */
export const seenPrefix = 'state/seen/';

export function seenKey(camera: string): string {
  return `${seenPrefix}${camera}.json`;
}

/** Whether the labeler answers. */
export const labelerPrefix = 'state/labeler/';
export const labelerOutageKey = `${labelerPrefix}outage.json`;

/** How much was labelled, by months. */
export const spendPrefix = 'state/spend/';

export function monthlySpendKey(month: string): string {
  return `${spendPrefix}${month}.json`;
}

/** What is remembered of each camera's signs of life. */
export const watchPrefix = 'state/watch/';

export function watchKey(camera: string): string {
  return `${watchPrefix}${camera}.json`;
}

/** What a camera says of itself; it may write nowhere else but under its `upload/`. */
export function cameraStatePrefix(camera: string): string {
  return `state/cameras/${camera}/`;
}

/** A camera's newest sign of life: a picture that nobody labels, replaced by the next. */
export function cameraSnapshotKey(camera: string): string {
  return `${cameraStatePrefix(camera)}snapshot.jpg`;
}

/** How a camera's uploader is, replaced every few minutes. */
export function cameraHeartbeatKey(camera: string): string {
  return `${cameraStatePrefix(camera)}heartbeat.json`;
}

export const galleryDaysKey = 'gallery/index/days.json';

export function galleryDayKey(day: string): string {
  return `${galleryDayPrefix(day)}shards.json`;
}

export function galleryShardKey(shard: {
  day: string;
  camera: string;
  hour: string;
  part?: string | undefined;
}): string {
  const { day, camera, hour, part } = shard;
  const time = part === undefined ? hour : `${hour}/${part}`;
  return `${galleryDayPrefix(day)}${time}/${camera}.json`;
}

export function daySummaryKey(day: string): string {
  return `${galleryDayPrefix(day)}summary.json`;
}

/** The summary of a month, such as `2026-11`. */
export function monthSummaryKey(month: string): string {
  return `gallery/index/months/${month}.json`;
}

/** How far the last rebuild of the gallery came. */
export const galleryRebuildKey = 'state/gallery-rebuild.json';

/** All that is listed of a day. */
export function galleryDayPrefix(day: string): string {
  return `gallery/index/${day}/`;
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
  return withoutDotSegments(key.slice(uploadPrefix.length));
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
