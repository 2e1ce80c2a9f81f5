import { type GalleryServer, startGalleryServer } from '../runtime/local/gallery-server.ts';
import type { Logger } from '../runtime/logger.ts';
import { projectFile } from '../runtime/project-file.ts';
import { UsageError } from '../runtime/usage-error.ts';
import { acceptFeedback } from '../services/feedback/accept-feedback.ts';
import type { Pipeline } from './open-pipeline.ts';

type ServeOptions = {
  readonly host: string;
  readonly port: number;
  readonly password?: string | undefined;
  readonly log: Logger;
};

/** Serves the page over the pipeline's own store. */
export async function serveGallery(
  { runtime: { blobs, events } }: Pipeline,
  { host, port, password, log }: ServeOptions,
): Promise<GalleryServer> {
  try {
    return await startGalleryServer({
      blobs,
      pageFolder: projectFile('dist', 'gallery'),
      ...{ host, port, password },
      takeFeedback: (request) =>
        acceptFeedback(request, { blobs, events, log, now: () => new Date() }),
      onError: (error) => log.error('page request failed', { error }),
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}
