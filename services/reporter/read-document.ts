import type * as v from 'valibot';
import type { Deps } from '../../runtime/ports.ts';
import { readDocument as read, UnreadableDocumentError } from '../../runtime/read-document.ts';

/**
 * Reads a JSON object of somebody else's. Undefined when there is none, or one that cannot be read: a
 * summary without it is better than none.
 */
export async function readDocument<Document>(
  { blobs, log }: Deps<'blobs'>,
  key: string,
  schema: v.GenericSchema<unknown, Document>,
): Promise<Document | undefined> {
  try {
    return await read(blobs, key, schema);
  } catch (error) {
    if (!(error instanceof UnreadableDocumentError)) throw error;
    log.warn('a document cannot be read: it is missing in the summary', { key, error });
    return undefined;
  }
}
