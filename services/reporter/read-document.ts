import * as v from 'valibot';
import type { Deps } from '../../runtime/ports.ts';

/**
 * Reads a JSON object of somebody else's. Undefined when there is none, or one that cannot be read: a
 * summary without it is better than none.
 */
export async function readDocument<Document>(
  { blobs, log }: Deps<'blobs'>,
  key: string,
  schema: v.GenericSchema<unknown, Document>,
): Promise<Document | undefined> {
  const blob = await blobs.get(key);
  if (blob === undefined) return undefined;
  try {
    return v.parse(schema, JSON.parse(new TextDecoder().decode(blob.bytes)));
  } catch (error) {
    log.warn('a document cannot be read: it is missing in the summary', { key, error });
    return undefined;
  }
}
