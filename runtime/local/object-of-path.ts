import { layoutNames, type Place, placePrefixes } from '../../contracts/object-key.ts';
import { incidentPrefix } from '../../contracts/state-key.ts';

// `upload` too: a picture may not have been moved yet when somebody opens it.
const publicPlaces: readonly Place[] = [
  ...(['gallery', 'records', 'feedback', 'pictures', 'upload'] as const),
  ...(['cameras', 'watch'] as const),
];

// One file for each camera, and nothing below: what the owner has silenced is nobody else's business.
const incidentsOfCamera = new RegExp(`^${incidentPrefix}[^/]+\\.json$`);

/** What of the store a browser may see; configuration, most state and label lists stay inside. */
const publicPrefixes = layoutNames.flatMap((layout) =>
  publicPlaces.flatMap((place) => placePrefixes(layout, place)),
);

export type ObjectOfPath =
  | { readonly outcome: 'object'; readonly key: string }
  | { readonly outcome: 'malformed' }
  | { readonly outcome: 'private' };

/**
 * Which object a URL's path asks for. Every segment is decoded exactly once and none may say where
 * in the store the next one lies.
 */
export function objectOfPath(path: string): ObjectOfPath {
  if (!path.startsWith('/')) return { outcome: 'malformed' };
  const segments = path.slice(1).split('/').map(decodeSegment);
  if (segments.some((segment) => segment === undefined)) return { outcome: 'malformed' };
  if (segments.some(movesElsewhere)) return { outcome: 'private' };
  const key = segments.join('/');
  const isPublic =
    publicPrefixes.some((prefix) => key.startsWith(prefix) && key !== prefix) ||
    incidentsOfCamera.test(key);
  return isPublic ? { outcome: 'object', key } : { outcome: 'private' };
}

function decodeSegment(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}

function movesElsewhere(segment: string | undefined): boolean {
  return segment === '.' || segment === '..' || /[/\0]/.test(segment ?? '');
}
