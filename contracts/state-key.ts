/** The names of what the pipeline remembers; no camera's name has a slash. */

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

/** How far the last rebuild of the gallery came. */
export const galleryRebuildKey = 'state/gallery-rebuild.json';
