import * as v from 'valibot';
import { cameraClients } from '../../runtime/aws/owner/camera-clients.ts';
import { knownCameras } from '../../runtime/aws/owner/known-cameras.ts';
import { parseOptions } from '../../runtime/parse-options.ts';
import { CameraSchema } from '../../runtime/place-schemas.ts';
import { UsageError } from '../../runtime/usage-error.ts';
import { addByAccessKey, addByCertificate } from './camera-add.ts';
import { formatCameras } from './camera-list.ts';
import { removeCamera } from './camera-remove.ts';
import { findDeployment } from './find-deployment.ts';
import { orOneSentence } from './or-one-sentence.ts';

const common = {
  config: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

const adding = {
  ...common,
  'access-key': { type: 'boolean', default: false },
  'valid-minutes': { type: 'string', default: '60' },
} as const;

const actions = 'camera add NAME, camera remove NAME and camera list';

/** `intellicam camera`: lets cameras sign in, ends that, and tells which can. */
export async function cameraCommand([action, ...args]: readonly string[]): Promise<number> {
  switch (action) {
    case 'add':
      return add(args);
    case 'remove':
      return remove(args);
    case 'list':
      return list(args);
    default:
      throw new UsageError(
        `${action === undefined ? 'say what to do' : `unknown: camera ${action}`}: there are ${actions}`,
      );
  }
}

async function add(args: readonly string[]): Promise<number> {
  const [camera, rest] = nameFirst(args);
  const values = parseOptions(rest, adding);
  const validMinutes = parseMinutes(values['valid-minutes']);
  const { configuration, deployment } = await findDeployment(values.config);
  const clients = cameraClients(deployment.region);
  const pipeline = { configuration, deployment, clients };
  return orOneSentence(`add camera ${camera}`, async () => {
    const added = values['access-key']
      ? await addByAccessKey(pipeline, camera)
      : await addByCertificate(pipeline, camera, validMinutes);
    for (const warning of added.warnings) process.stderr.write(`warning: ${warning}\n`);
    process.stdout.write(values.json ? `${JSON.stringify(added.facts)}\n` : added.text);
    return 0;
  });
}

async function remove(args: readonly string[]): Promise<number> {
  const [camera, rest] = nameFirst(args);
  const values = parseOptions(rest, common);
  const { deployment } = await findDeployment(values.config);
  const clients = cameraClients(deployment.region);
  return orOneSentence(`remove camera ${camera}`, async () => {
    const { facts, text } = await removeCamera(clients, deployment, camera);
    process.stdout.write(values.json ? `${JSON.stringify(facts)}\n` : text);
    return 0;
  });
}

async function list(args: readonly string[]): Promise<number> {
  const values = parseOptions(args, common);
  const { configuration, deployment } = await findDeployment(values.config);
  const { cameras, timeZone } = configuration;
  return orOneSentence('list the cameras', async () => {
    const known = await knownCameras(cameraClients(deployment.region), { deployment, cameras });
    const text = values.json ? `${JSON.stringify(known)}\n` : formatCameras(known, timeZone);
    process.stdout.write(text);
    return 0;
  });
}

/** The camera's name comes before the options. */
function nameFirst([name, ...rest]: readonly string[]): readonly [string, readonly string[]] {
  if (name === undefined || name.startsWith('-')) {
    throw new UsageError(`name the camera: there are ${actions}`);
  }
  const parsed = v.safeParse(CameraSchema, name);
  if (parsed.success) return [parsed.output, rest];
  throw new UsageError(
    `the name of a camera ${parsed.issues[0].message} (it is ${JSON.stringify(name)})`,
  );
}

// AWS lends rights for a quarter of an hour at least, and these for an hour at most.
function parseMinutes(text: string): number {
  const minutes = Number(text);
  if (/^\d+$/.test(text) && minutes >= 15 && minutes <= 60) return minutes;
  throw new UsageError(`--valid-minutes needs a number from 15 to 60, not "${text}"`);
}
