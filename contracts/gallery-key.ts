/** The names of what the page reads. */

/** The small pictures of the gallery; the rest of it is not for who only shows one. */
export const thumbnailPrefix = 'gallery/thumbs/';

export function thumbnailKey(camera: string, day: string, imageId: string): string {
  return `${thumbnailPrefix}${camera}/${day}/${imageId}.jpg`;
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

/** The rules, for the page; the classifier may write nothing else there. */
export const shownRulesPrefix = 'gallery/index/rules/';
export const rulesInForceKey = `${shownRulesPrefix}in-force.json`;

/** All that is listed of a day. */
export function galleryDayPrefix(day: string): string {
  return `gallery/index/${day}/`;
}
