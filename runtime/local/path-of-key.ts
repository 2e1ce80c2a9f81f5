import { sep } from 'node:path';

// Longest name that every common file system takes is 255 bytes; a margin for case and encoding.
const longestNameBytes = 240;
// Ends the name of a folder that holds the rest of a longer name.
export const continuation = '%~';

/**
 * Where an object lies below the data folder. Every key has its own path inside the folder, whatever
 * it is made of, and names that need no care stay as they are.
 */
export function pathOfKey(key: string): string {
  return key.split('/').flatMap(encodeSegment).join(sep);
}

/** The key of an object that lies at this path; the inverse of {@link pathOfKey}. */
export function keyOfPath(path: string): string {
  return path
    .replaceAll(`${continuation}${sep}`, '')
    .split(sep)
    .map((name) => (name === '%_' ? '' : name.replace(/%([0-9A-F]{2})/g, unescapeByte)))
    .join('/');
}

function encodeSegment(segment: string): readonly string[] {
  if (segment === '') return ['%_'];
  const escaped = segment
    .replace(/[%\p{Cc}]/gu, escapeByte)
    // A name that begins with a dot would be hidden, or be `..`.
    .replace(/^\./, '%2E');
  return splitLong(escaped);
}

function splitLong(name: string): readonly string[] {
  if (Buffer.byteLength(name) <= longestNameBytes) return [name];
  let head = '';
  let bytes = 0;
  // By escape or code point, so that neither is cut apart.
  for (const piece of name.match(/%[0-9A-F]{2}|[\s\S]/gu) ?? []) {
    bytes += Buffer.byteLength(piece);
    if (bytes > longestNameBytes) break;
    head += piece;
  }
  return [head + continuation, ...splitLong(name.slice(head.length))];
}

function escapeByte(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}

function unescapeByte(_: string, hex: string): string {
  return String.fromCharCode(Number.parseInt(hex, 16));
}
