import { readFile, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { hasErrorCode } from '../../../runtime/error-code.ts';

// Where the Raspberry Pi tells it, in thousandths of a degree.
const thermometer = '/sys/class/thermal/thermal_zone0/temp';

/** The processor's temperature; undefined on a machine that does not tell it. */
export async function temperatureCelsius(file = thermometer): Promise<number | undefined> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return /^-?\d+\s*$/.test(text) ? Math.round(Number(text) / 100) / 10 : undefined;
}

/** What is free on the disk of a folder, which may not be there yet. */
export async function diskFreeBytes(folder: string): Promise<number | undefined> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch (error) {
    const above = dirname(folder);
    return hasErrorCode(error, 'ENOENT') && above !== folder ? diskFreeBytes(above) : undefined;
  }
}
