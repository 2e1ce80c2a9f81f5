import { placesOf } from '../contracts/picture-places.ts';
import { objectUrl } from './object-url.ts';
import type { ListedEntry } from './select-entries.ts';

/** Where a picture may lie, the likeliest first: what was said of it may have moved it. */
export function pictureUrls(
  entry: Pick<ListedEntry, 'imageId' | 'outcome' | 'key' | 'judgement'>,
): readonly string[] {
  const { imageId, outcome, key, judgement } = entry;
  if (outcome === 'rejected') return [objectUrl(key)];
  return placesOf({ imageId, outcome, filedKey: key }, judgement?.verdict).map(objectUrl);
}
