import { galleryDaysKey, layoutNames, placePrefixes } from '../../contracts/object-key.ts';

const prefixes = [
  galleryDaysKey.slice(0, galleryDaysKey.lastIndexOf('/') + 1),
  ...layoutNames.flatMap((layout) => placePrefixes(layout, 'records')),
];

/** Whether an object is the gallery's index or a record: JSON that the pipeline wrote. */
export function isIndexKey(key: string): boolean {
  return prefixes.some((prefix) => key.startsWith(prefix));
}
