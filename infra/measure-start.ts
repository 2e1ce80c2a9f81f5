import { execFile } from 'node:child_process';
import { dirname } from 'node:path';
import { promisify } from 'node:util';

// As Lambda does: the module is loaded (a CommonJS one with `require`), then the first event comes,
// here an empty batch, and a request for nothing.
const program = `
  import { createRequire } from 'node:module';
  import { pathToFileURL } from 'node:url';
  const [, file] = process.argv;
  const load = file.endsWith('.mjs')
    ? () => import(pathToFileURL(file).href)
    : () => createRequire(file)(file);
  try {
    const start = performance.now();
    const { handler } = await load();
    await handler({ Records: [], rawPath: '/', headers: {}, requestContext: { http: {} } });
    process.stdout.write(String(performance.now() - start));
    process.exit();
  } catch (error) {
    // Node itself would show the line, which is the whole minified module.
    process.stderr.write(String(error?.stack));
    process.exit(1);
  }`;
/** What a function has to be told before it starts; there is nothing behind these names. */
export const startEnvironment = {
  AWS_REGION: 'eu-west-1',
  INTELLICAM_STAGE: 'bundle',
  INTELLICAM_BUCKET: 'pictures',
  INTELLICAM_BUS: 'intellicam',
  INTELLICAM_ALARM_TOPIC: 'arn:aws:sns:eu-west-1:000000000000:alarms',
  INTELLICAM_QUEUE_URL: 'https://sqs.eu-west-1.amazonaws.com/000000000000/notifier',
  INTELLICAM_UPLOADS_QUEUE_URL: 'https://sqs.eu-west-1.amazonaws.com/000000000000/classifier',
  INTELLICAM_CAMERAS: '{"garden":null}',
  INTELLICAM_LAYOUT: 'intellicam',
  INTELLICAM_TIME_ZONE: 'Europe/Berlin',
};

/**
 * How many milliseconds a fresh process needs until a function's module can handle messages, without
 * what Node itself needs.
 */
export async function measureStart(moduleFile: string): Promise<number> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--no-warnings', '--input-type=module', '--eval', program, moduleFile],
    { cwd: dirname(moduleFile), env: { ...process.env, ...startEnvironment } },
  ).catch((cause: unknown) => {
    throw new Error(`start ${moduleFile}: it cannot be loaded`, { cause });
  });
  const milliseconds = Number.parseFloat(stdout);
  if (!(milliseconds > 0)) throw new Error(`start ${moduleFile}: it printed "${stdout}"`);
  return milliseconds;
}
