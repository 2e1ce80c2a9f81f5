import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pageTypes } from '../page-types.ts';

export type PageFile = {
  readonly contentType: string;
  readonly bytes: Uint8Array;
  readonly etag: string;
};

/** Reads the built page once; its files by the path under which a browser asks for them. */
export async function readGalleryPage(folder: string): Promise<ReadonlyMap<string, PageFile>> {
  const files = await Promise.all(
    Object.entries(pageTypes).map(async ([name, contentType]) => {
      const bytes = await readPageFile(join(folder, name));
      const etag = createHash('sha256').update(bytes).digest('hex').slice(0, 32);
      return [`/gallery/${name}`, { contentType, bytes, etag }] as const;
    }),
  );
  return new Map(files.flatMap(([path, file]) => withFolder(path, file)));
}

function withFolder(path: string, file: PageFile): [string, PageFile][] {
  return path === '/gallery/index.html'
    ? [
        [path, file],
        ['/gallery/', file],
      ]
    : [[path, file]];
}

async function readPageFile(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new Error(`read the gallery's page ${path}: is it built?`, { cause: error });
  }
}
