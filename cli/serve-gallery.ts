import { type GalleryServer, startGalleryServer } from '../runtime/local/gallery-server.ts';
import type { Logger } from '../runtime/logger.ts';
import { projectFile } from '../runtime/project-file.ts';
import { UsageError } from '../runtime/usage-error.ts';
import type { Pipeline } from './open-pipeline.ts';

/** Serves the page over the pipeline's own store. */
export async function serveGallery(
  { runtime }: Pipeline,
  { host, port, log }: { host: string; port: number; log: Logger },
): Promise<GalleryServer> {
  try {
    return await startGalleryServer({
      blobs: runtime.blobs,
      pageFolder: projectFile('dist', 'gallery'),
      host,
      port,
      onError: (error) => log.error('page request failed', { error }),
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}
