import { galleryDaysKey } from '../../contracts/gallery-key.ts';
import { feedbackPrefix, layoutNames, placePrefixes } from '../../contracts/object-key.ts';
import { cameraHeartbeatKey, incidentPrefix, watchPrefix } from '../../contracts/state-key.ts';

const prefixes = [
  galleryDaysKey.slice(0, galleryDaysKey.lastIndexOf('/') + 1),
  ...layoutNames.flatMap((layout) => placePrefixes(layout, 'records')),
  ...[feedbackPrefix, incidentPrefix, watchPrefix],
];
const [camerasPrefix = '', heartbeat = ''] = cameraHeartbeatKey('\n').split('\n');

/** Whether an object is JSON that somebody of ours wrote: the index, a record, a judgement, a state. */
export function isIndexKey(key: string): boolean {
  return (
    prefixes.some((prefix) => key.startsWith(prefix)) ||
    (key.startsWith(camerasPrefix) && key.endsWith(heartbeat))
  );
}
