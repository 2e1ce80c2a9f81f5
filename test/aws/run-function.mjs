// What Lambda's own runtime does in a function's process: load the handler once, then call it for
// each event. The lambda host starts this file with the function's environment and talks over IPC.
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

// What waits until it is delivered again waits in vain here; to the function it seems to have waited.
let aheadMilliseconds = 0;
const OwnDate = Date;
globalThis.Date = class extends OwnDate {
  constructor(...parts) {
    super(...(parts.length === 0 ? [OwnDate.now() + aheadMilliseconds] : parts));
  }
  static now() {
    return OwnDate.now() + aheadMilliseconds;
  }
};

const [file, exported] = (process.env._HANDLER ?? '').split('.');
const loaded = import(pathToFileURL(join(process.env.LAMBDA_TASK_ROOT ?? '', `${file}.mjs`)).href);

// Whoever started it may have died.
process.on('disconnect', () => process.exit());

process.on('message', async ({ event, timeoutSeconds, aheadSeconds }) => {
  aheadMilliseconds = aheadSeconds * 1000;
  const deadline = Date.now() + timeoutSeconds * 1000;
  const context = {
    awsRequestId: randomUUID(),
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: '$LATEST',
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    getRemainingTimeInMillis: () => deadline - Date.now(),
  };
  try {
    const handler = (await loaded)[exported];
    process.send({ answer: (await handler(event, context)) ?? null });
  } catch (error) {
    process.send({ error: error instanceof Error ? error.stack : String(error) });
  }
});
