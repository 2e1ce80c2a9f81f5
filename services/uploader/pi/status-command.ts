import { parseOptions } from '../../../runtime/parse-options.ts';
import { statusPath } from './program-paths.ts';
import { readStatus } from './status-file.ts';
import { tellStatus } from './tell-status.ts';

const options = {
  file: { type: 'string', default: statusPath },
  json: { type: 'boolean', default: false },
} as const;

/** `status`: how the uploader is; 0 when it runs and its store takes pictures. */
export function statusCommand(args: readonly string[]): number {
  const { file, json } = parseOptions(args, options);
  const found = readStatus(file, new Date());
  const healthy = found.running && found.status.trouble === undefined;
  const lines = json
    ? [JSON.stringify({ healthy, running: found.running, ...found.status })]
    : tellStatus(found, new Date());
  process.stdout.write(`${lines.join('\n')}\n`);
  return healthy ? 0 : 1;
}
