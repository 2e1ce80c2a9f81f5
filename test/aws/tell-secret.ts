import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { projectFile } from '../../runtime/project-file.ts';
import type { CliRun } from '../run-cli.ts';

type Home = {
  /** The configuration. */
  readonly config: string;
  readonly environment: Readonly<Record<string, string>>;
};

/** `intellicam webhook secret`, with the secret from another program. */
export async function tellSecret(
  webhook: string,
  secret: string,
  { config, environment }: Home,
): Promise<CliRun> {
  const args = ['webhook', 'secret', webhook, '--json', '--config', config];
  const child = spawn(process.execPath, [projectFile('cli', 'intellicam.cjs'), ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
  });
  child.stdin.end(`${secret}\n`);
  const outputs = Promise.all([text(child.stdout), text(child.stderr)]);
  await once(child, 'close');
  const [stdout, stderr] = await outputs;
  return { code: child.exitCode, stdout, stderr };
}
