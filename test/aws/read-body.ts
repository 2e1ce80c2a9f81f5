import type { Readable } from 'node:stream';

/** The whole body of a request or an answer. */
export async function readBody(message: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  return Buffer.concat(chunks);
}
