import { type Zippable, zipSync } from 'fflate';

// The earliest time that a zip can tell, in the zone of whoever asks: a zip knows no zones.
const noTime = () => new Date(1980, 0, 1);
const unix = 3;
const readableByAll = 0o100644 << 16;

/**
 * Makes a zip whose bytes depend on names and contents alone, so that what has not changed is not
 * deployed again.
 */
export function writeZip(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const entries: Zippable = {};
  for (const [name, bytes] of [...files].toSorted(byName)) {
    entries[name] = [bytes, { level: 9, mtime: noTime(), os: unix, attrs: readableByAll }];
  }
  return zipSync(entries);
}

function byName([a]: readonly [string, Uint8Array], [b]: readonly [string, Uint8Array]): number {
  return a < b ? -1 : 1;
}
