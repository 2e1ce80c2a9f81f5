export type RecordName = {
  readonly camera: string;
  readonly day: string;
  readonly imageId: string;
};

// Not `.` or `..`: no camera is called so, and whoever asks for it means another place.
const pattern = /^records\/(?!\.{1,2}\/)([^/]+)\/(\d{4}-\d{2}-\d{2})\/([0-9a-f]{20})\.json$/;

/** Reads a record's key that somebody else wrote; undefined for anything that is none. */
export function parseRecordKey(key: string): RecordName | undefined {
  const [, camera, day, imageId] = pattern.exec(key) ?? [];
  if (camera === undefined || day === undefined || imageId === undefined) return undefined;
  return { camera, day, imageId };
}
