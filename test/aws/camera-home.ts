import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { CreateUserCommand, IAMClient } from '@aws-sdk/client-iam';
import {
  CreatePolicyCommand,
  DescribeCertificateCommand,
  IoTClient,
  ListAttachedPoliciesCommand,
  ListThingPrincipalsCommand,
} from '@aws-sdk/client-iot';
import * as v from 'valibot';
import { vi } from 'vitest';
import { cameraCommand } from '../../cli/aws/camera-command.ts';
import { resourceName } from '../../infra/resource-name.ts';
import { stateFileName } from '../../infra/stack-name.ts';
import { enroll } from '../../services/uploader/s3/enroll.ts';
import { makeDeployment, makerClients } from './made-deployment.ts';
import { signIn, writeHome } from './owner-at-home.ts';

type Run = { readonly code: number; readonly stdout: string; readonly stderr: string };

const CodeSchema = v.object({ code: v.string() });
const StateSchema = v.object({ outputs: v.record(v.string(), v.unknown()) });

let homes = 0;

/** An owner's pipeline, as far as cameras need it, and a Pi that shall become one of them. */
export async function openCameraHome(endpoint: string) {
  signIn(endpoint, 'test');
  homes += 1;
  const clients = makerClients(endpoint);
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const settings = { endpoint, region: 'eu-west-1', credentials };
  const [iot, iam] = [new IoTClient(settings), new IAMClient(settings)];
  const deployment = await makeDeployment(clients, `c${homes}`);
  const name = (...parts: readonly string[]) => resourceName(deployment.stage, ...parts);
  // The name of a thing is there once in an account, whatever the pipeline.
  const [garden, shed] = [`garden-${homes}`, `shed-${homes}`];
  const config = await writeHome(deployment);
  const pi = await mkdtemp(join(tmpdir(), 'intellicam-pi-'));
  await addCameras();
  return {
    ...{ iot, iam, s3: clients.s3, deployment, name, garden, shed, pi },
    ...{ camera, enrollOnPi, codeFor, certificatesOf, close },
  };

  function camera(...args: readonly string[]): Promise<Run> {
    return captured(() => cameraCommand([...args, '--config', config]));
  }

  function enrollOnPi(code: string, ...args: readonly string[]): Promise<Run> {
    return captured(() => enroll([code, '--config', join(pi, 'uploader.yaml'), ...args]));
  }

  async function codeFor(thing: string): Promise<string> {
    const { stdout } = await camera('add', thing, '--json');
    return v.parse(CodeSchema, JSON.parse(stdout)).code;
  }

  /** The certificates of a thing, with what hangs on them. */
  async function certificatesOf(thingName: string) {
    const { principals = [] } = await iot.send(new ListThingPrincipalsCommand({ thingName }));
    return Promise.all(
      principals.map(async (target) => {
        const { policies = [] } = await iot.send(new ListAttachedPoliciesCommand({ target }));
        const certificateId = target.split('/').at(-1);
        const found = await iot.send(new DescribeCertificateCommand({ certificateId }));
        return {
          status: found.certificateDescription?.status,
          policies: policies.map(({ policyName }) => policyName),
        };
      }),
    );
  }

  /** Makes what the stack makes for cameras, and tells of it in Terraform's state. */
  async function addCameras(): Promise<void> {
    const policyDocument = '{"Version":"2012-10-17","Statement":[]}';
    await iot.send(new CreatePolicyCommand({ policyName: name('camera'), policyDocument }));
    await iam.send(new CreateUserCommand({ UserName: name('camera', garden) }));
    const enroller = `arn:aws:iam::${deployment.account}:role/${name('enroller')}`;
    const roles = { role_alias: name('camera'), iot_policy: name('camera') };
    const added = {
      camera_users: { value: { [garden]: name('camera', garden) } },
      camera_sign_in: { value: { ...roles, enroller_role_arn: enroller } },
    };
    const stateFile = join(dirname(config), stateFileName(deployment));
    const { outputs } = v.parse(StateSchema, JSON.parse(await readFile(stateFile, 'utf8')));
    await writeFile(stateFile, JSON.stringify({ outputs: { ...outputs, ...added } }));
    const text = await readFile(config, 'utf8');
    await writeFile(config, text.replace('[garden,', `[${garden},`));
  }

  async function close(): Promise<void> {
    vi.unstubAllEnvs();
    await rm(pi, { recursive: true });
    await rm(dirname(config), { recursive: true });
  }
}

/** Runs a command and keeps what it says. */
export async function captured(run: () => Promise<number>): Promise<Run> {
  const told = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((stream) =>
    vi.spyOn(process[stream], 'write').mockImplementation((text) => {
      told[stream] += String(text);
      return true;
    }),
  );
  try {
    return { code: await run(), ...told };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}
