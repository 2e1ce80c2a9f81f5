import type { ServerResponse } from 'node:http';

/** Answers 403 in the protocol of the service that was called. */
export function refuseCall(response: ServerResponse, service: string, message: string): void {
  const error = `<Error><Code>AccessDenied</Code><Message>${message}</Message></Error>`;
  switch (service) {
    case 's3':
      response.writeHead(403, { 'content-type': 'application/xml' }).end(error);
      break;
    case 'sns':
      response.writeHead(403, { 'content-type': 'text/xml' });
      response.end(`<ErrorResponse>${error}</ErrorResponse>`);
      break;
    default:
      response.writeHead(403, { 'content-type': 'application/x-amz-json-1.1' });
      response.end(JSON.stringify({ __type: 'AccessDeniedException', message }));
  }
}
