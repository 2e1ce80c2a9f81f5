import { keptOriginals } from './kept-originals.ts';
import type { WaitingFile } from './waiting-file.ts';

const disposal = keptOriginals({ has: () => false, add: async () => undefined });

/** A file of the tests, taken at this time. */
export function fileAt(order: number, more: Partial<WaitingFile> = {}): WaitingFile {
  return {
    path: `/${order}.jpg`,
    source: { folder: '/', camera: 'garden', sampling: 'off', disposal },
    camera: 'garden',
    sizeBytes: 1_000,
    mtimeMs: order,
    order,
    ...more,
  };
}
