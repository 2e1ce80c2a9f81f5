import type { FiledEntry } from './filed-pictures.ts';

const longestName = 120;

/**
 * The name of a picture in a zip, `garden/20261120-130211.jpg`: one that every system can unpack, that
 * leads nowhere else, and that is given once.
 */
export function zipName({ camera, places, imageId }: FiledEntry, given: Set<string>): string {
  const [filed = ''] = places;
  const file = safe(filed.slice(filed.lastIndexOf('/') + 1));
  const [stem, ending] = split(file);
  const folder = safe(camera);
  const candidates = [`${folder}/${file}`, `${folder}/${stem}-${imageId}${ending}`];
  // Some systems take `A.jpg` for `a.jpg`.
  const name = candidates.find((candidate) => !given.has(candidate.toLowerCase())) ?? imageId;
  given.add(name.toLowerCase());
  return name;
}

function safe(name: string): string {
  const plain = name
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}"*/:<>?\\|]/gu, '_')
    .replace(/^[. ]|[. ]$/g, '_');
  const [stem, ending] = split(plain);
  const short = stem.slice(0, longestName - ending.length) + ending;
  // Names that Windows keeps for itself.
  const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(short);
  return reserved || short === '' ? `_${short}` : short;
}

function split(name: string): readonly [string, string] {
  const dot = name.lastIndexOf('.');
  const isEnding = dot > 0 && name.length - dot <= 5;
  return isEnding ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
}
