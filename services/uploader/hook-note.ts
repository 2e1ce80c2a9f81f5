import { isAbsolute, normalize } from 'node:path';
import { type MotionArea, parseMotionArea } from '../../contracts/motion-area.ts';

/** What Motion's hook says of a picture. */
export type HookNote = {
  readonly path: string;
  readonly kind: 'motion' | 'snapshot' | 'no-picture';
  readonly camera?: string;
  readonly event?: string;
  readonly motionArea?: MotionArea;
};

// Motion's `%n`: what else it calls the hook for are masks for debugging, and movies.
const pictureType = '1';
const snapshotType = '2';

/**
 * Reads a note as the hook writes it: the path, then `name=value` words, each ended by a NUL. Words it
 * does not know are for a later version; a note that names no file is undefined.
 */
export function parseHookNote(text: string): HookNote | undefined {
  const [path = '', ...words] = text.split('\0');
  if (!isAbsolute(path)) return undefined;
  const said = new Map(words.map(nameAndValue));
  const camera = said.get('camera');
  const event = said.get('event');
  const motionArea = parseMotionArea(said.get('area') ?? '');
  return {
    path: normalize(path),
    kind: kindOf(said.get('type')),
    ...(camera ? { camera } : {}),
    ...(event ? { event } : {}),
    ...(motionArea === undefined ? {} : { motionArea }),
  };
}

function nameAndValue(word: string): [string, string] {
  const equals = word.indexOf('=');
  return equals < 0 ? [word, ''] : [word.slice(0, equals), word.slice(equals + 1)];
}

function kindOf(type: string | undefined): HookNote['kind'] {
  if (type === snapshotType) return 'snapshot';
  return type === undefined || type === '' || type === pictureType ? 'motion' : 'no-picture';
}
