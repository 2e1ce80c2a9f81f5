import { deleteAccessKeys } from '../../runtime/aws/owner/camera-access-keys.ts';
import type { CameraClients } from '../../runtime/aws/owner/camera-clients.ts';
import { findThing } from '../../runtime/aws/owner/camera-thing.ts';
import type { Deployment } from '../../runtime/aws/owner/deployment.ts';
import { removeThing } from '../../runtime/aws/owner/remove-thing.ts';
import { UsageError } from '../../runtime/usage-error.ts';

type Removal = { readonly facts: Readonly<Record<string, unknown>>; readonly text: string };

/** Takes back all that a camera signs in with. Its pictures stay. */
export async function removeCamera(
  { iot, iam }: Pick<CameraClients, 'iot' | 'iam'>,
  { stage, cameraUsers = {} }: Pick<Deployment, 'stage' | 'cameraUsers'>,
  camera: string,
): Promise<Removal> {
  const thing = await findThing(iot, camera);
  const ours = thing?.stage === stage;
  const user = cameraUsers[camera];
  if (thing !== undefined && !ours && user === undefined) {
    throw new UsageError(
      `${camera} is the name of a thing in AWS IoT that is not of this pipeline`,
    );
  }
  const { certificates, shared } = ours
    ? await removeThing(iot, camera)
    : { certificates: 0, shared: 0 };
  const accessKeys = user === undefined ? 0 : await deleteAccessKeys(iam, user);
  const facts = { camera, certificates, accessKeys };
  if (!ours && accessKeys === 0) return { facts, text: `${camera} could not sign in before.\n` };
  const gone = [counted(certificates, 'certificate'), counted(accessKeys, 'access key')].join(', ');
  return {
    facts,
    text: `${camera} cannot sign in any more (${gone}).\n${rest(certificates, shared)}`,
  };
}

function rest(certificates: number, shared: number): string {
  return [
    // AWS does not take back what it has lent.
    ...(certificates > 0 ? ['What it has in hand ends within the hour.\n'] : []),
    ...(shared > 0
      ? [`${counted(shared, 'certificate')} of other things, too, still count there.\n`]
      : []),
  ].join('');
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
