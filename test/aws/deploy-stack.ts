import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { projectFile } from '../../runtime/project-file.ts';
import { runCli } from '../run-cli.ts';
import { region } from './emulator-clients.ts';
import { ownChanges } from './forgotten-attributes.ts';
import { runCommand } from './run-command.ts';
import { terraformEnvironment } from './terraform-environment.ts';

/** The pipeline as Terraform left it in the emulator. */
export type DeployedStack = {
  /** Holds the configuration, what was made of it, the functions' zips, and Terraform's state. */
  readonly folder: string;
  readonly outputs: StackOutputs;
  /** What a second deployment of the same would change, beside what the emulator forgets. */
  deployAgain(): Promise<readonly string[]>;
  /** Terraform's state, once it has looked at everything that is there. */
  refreshedState(): Promise<string>;
  destroy(): Promise<void>;
  /** Removes the folder. */
  close(): Promise<void>;
};

export const timeZone = 'Europe/Berlin';

const configuration = `region: ${region}
timeZone: ${timeZone}
stage: test
cameras: [garden, { name: attic, silentAfterMinutes: 10 }]
recipients:
  emails: [owner@example.org]
  people:
    anna: { email: anna@example.org, sms: "+41791234567" }
mail:
  from: camera@example.org
labeler:
  leastConfidence: 30
notifications:
  # A visit has to end, and its digest to come, while the tests wait.
  cooldownSeconds: 5
  visitGapSeconds: 4
  lateAfterMinutes: 43200
  # What waits for a while would keep the tests waiting, too.
  rejectedMinutes: 0
  summaryHour: 0
webhooks:
  - name: phone
    template: ntfy
    url: https://ntfy.example.org/alarms
    kinds: [alarm, digest]
    priority: 5
  - name: chat
    template: telegram
    url: https://api.telegram.org/*/sendMessage
    chat: "-1001234567890"
architecture: ${process.arch === 'arm64' ? 'arm64' : 'x86_64'}
`;

const ByNameSchema = v.record(v.string(), v.string());
const OutputsSchema = v.object({
  bucket: v.string(),
  bus: v.string(),
  camera_users: ByNameSchema,
  queue_urls: ByNameSchema,
  dead_letter_queue_urls: ByNameSchema,
  undelivered_queue_url: v.string(),
  alarm_topic_arn: v.string(),
  gallery: v.object({ domain: v.string(), key_id: v.string(), function_name: v.string() }),
});
/** What the stack tells of itself; queues by their consumers' names, users by their cameras'. */
type StackOutputs = v.InferOutput<typeof OutputsSchema>;

/** Deploys the whole pipeline with Terraform and the real provider, which speak to the emulator. */
export async function deployStack(endpoint: string): Promise<DeployedStack> {
  const folder = await mkdtemp(join(tmpdir(), 'intellicam-deploy-'));
  const file = join(folder, 'intellicam.yaml');
  await writeFile(file, configuration);
  const environment = { ...(await terraformEnvironment(endpoint)), INTELLICAM_CONFIG: file };
  const outputs = await deploy().catch(async (error: unknown) => {
    await close();
    throw error;
  });
  return {
    ...{ folder, outputs },
    async deployAgain() {
      await cdktf('synth');
      return ownChanges(await plan());
    },
    refreshedState,
    async destroy() {
      await forget(['aws_cloudfront_key_group', 'aws_cloudfront_public_key']);
      await cdktf('destroy', '--auto-approve', '--skip-provider-lock');
    },
    close,
  };

  async function deploy(): Promise<StackOutputs> {
    // With its key, the page is deployed, too.
    const { code, stderr } = await runCli(
      ['gallery', 'key', '--config', file],
      undefined,
      environment,
    );
    if (code !== 0) throw new Error(`make the gallery's key: ${stderr}`);
    const unattended = ['--auto-approve', '--skip-provider-lock'];
    const told = join(folder, 'outputs.json');
    await cdktf('deploy', ...unattended, '--outputs-file', told);
    return readOutputs(told);
  }

  async function cdktf(...args: readonly string[]): Promise<void> {
    const command = ['npx', 'cdktf', ...args, '--output', join(folder, 'cdktf.out')];
    await runCommand(command, { cwd: projectFile(), environment });
  }

  // The emulator cannot delete these, and the provider would ask for it again and again.
  async function forget(types: readonly string[]): Promise<void> {
    const options = { cwd: await stackFolder(), environment };
    const { stdout } = await runCommand(['terraform', 'state', 'list'], options);
    const all = stdout.split('\n').map((line) => line.trim());
    const forgotten = all.filter((one) => types.some((type) => one.startsWith(`${type}.`)));
    if (forgotten.length > 0) await runCommand(['terraform', 'state', 'rm', ...forgotten], options);
  }

  async function refreshedState(): Promise<string> {
    const options = { cwd: await stackFolder(), environment };
    const refresh = ['apply', '-refresh-only', '-auto-approve', '-input=false'];
    await runCommand(['terraform', ...refresh], options);
    return (await runCommand(['terraform', 'state', 'pull'], options)).stdout;
  }

  async function stackFolder(): Promise<string> {
    const stacks = join(folder, 'cdktf.out', 'stacks');
    const [stack = ''] = await readdir(stacks);
    return join(stacks, stack);
  }

  async function plan(): Promise<string> {
    const options = { cwd: await stackFolder(), environment, expected: [0, 2] };
    const again = ['plan', '-input=false', '-detailed-exitcode', '-out=again.tfplan'];
    await runCommand(['terraform', ...again], options);
    return (await runCommand(['terraform', 'show', '-json', 'again.tfplan'], options)).stdout;
  }

  async function close(): Promise<void> {
    await rm(folder, { recursive: true, force: true });
  }
}

async function readOutputs(file: string): Promise<StackOutputs> {
  const stacks = v.parse(
    v.record(v.string(), OutputsSchema),
    JSON.parse(await readFile(file, 'utf8')),
  );
  const [outputs] = Object.values(stacks);
  if (outputs === undefined) throw new Error('deploy: the stack has no outputs');
  return outputs;
}
