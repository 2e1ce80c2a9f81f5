import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { projectFile } from '../../runtime/project-file.ts';
import { region } from './emulator-clients.ts';
import { runCommand } from './run-command.ts';

// Beside a checkout there may be a script that points Terraform at a mirror of its providers.
const mirrorScript = projectFile('..', 'shared', 'tools', 'terraform-env.sh');

/** What Terraform and its provider need to know to work on the emulator. */
export async function terraformEnvironment(
  endpoint: string,
): Promise<Readonly<Record<string, string>>> {
  const environment = {
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: region,
    CHECKPOINT_DISABLE: '1',
    // Without it, cdktf draws its progress for a person.
    CI: '1',
  };
  await runCommand(['terraform', '-version'], { cwd: tmpdir(), environment });
  if (!existsSync(mirrorScript)) return environment;
  const script = '. "$0" >&2 && printf %s "$TF_CLI_CONFIG_FILE"';
  const { stdout } = await runCommand(['bash', '-c', script, mirrorScript], {
    cwd: tmpdir(),
    environment,
  });
  return stdout === '' ? environment : { ...environment, TF_CLI_CONFIG_FILE: stdout };
}
