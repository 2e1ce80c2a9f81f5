import { type IncomingMessage, request } from 'node:http';
import type { RawRequest } from './aws-request.ts';

/** Passes a call on. The headers stay as they are, `host` too: the signature covers them. */
export function forwardRequest(
  { method, url: path, headers, body }: RawRequest,
  to: string,
): Promise<IncomingMessage> {
  const { hostname, port } = new URL(to);
  return new Promise((resolve, reject) => {
    request({ hostname, port, method, path, headers }, resolve).on('error', reject).end(body);
  });
}
