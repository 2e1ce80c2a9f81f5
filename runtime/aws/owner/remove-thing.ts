import { setTimeout as sleep } from 'node:timers/promises';
import {
  DeleteCertificateCommand,
  DeleteThingCommand,
  DetachPolicyCommand,
  DetachThingPrincipalCommand,
  type IoTClient,
  paginateListAttachedPolicies,
  paginateListPrincipalThings,
  UpdateCertificateCommand,
} from '@aws-sdk/client-iot';
import { isAwsError } from '../aws-error.ts';
import { ask } from './ask.ts';
import { certificateId, certificatesOf } from './camera-thing.ts';

type Removed = {
  readonly certificates: number;
  /** Certificates that other things have, too: these are left to them. */
  readonly shared: number;
};

/** Revokes a camera's certificates and takes it out of the registry. May be repeated at any point. */
export async function removeThing(iot: IoTClient, camera: string): Promise<Removed> {
  const arns = await certificatesOf(iot, camera);
  const shared: string[] = [];
  for (const arn of arns) {
    const things = await thingsOf(iot, arn);
    if (things.some((thing) => thing !== camera)) shared.push(arn);
    // Revoked first: from here on it opens nothing, whatever else fails.
    else await setInactive(iot, arn);
    await ask('iot:DetachThingPrincipal', () =>
      iot.send(new DetachThingPrincipalCommand({ thingName: camera, principal: arn })),
    );
    if (!shared.includes(arn)) await deleteCertificate(iot, arn);
  }
  await ask('iot:DeleteThing', () =>
    onceDetached(() => iot.send(new DeleteThingCommand({ thingName: camera }))),
  );
  return { certificates: arns.length - shared.length, shared: shared.length };
}

async function setInactive(iot: IoTClient, arn: string): Promise<void> {
  await ask('iot:UpdateCertificate', () =>
    iot.send(
      new UpdateCertificateCommand({ certificateId: certificateId(arn), newStatus: 'INACTIVE' }),
    ),
  );
}

async function deleteCertificate(iot: IoTClient, arn: string): Promise<void> {
  for (const policyName of await policiesOf(iot, arn)) {
    await ask('iot:DetachPolicy', () =>
      iot.send(new DetachPolicyCommand({ policyName, target: arn })),
    );
  }
  await ask('iot:DeleteCertificate', () =>
    onceDetached(() =>
      iot.send(new DeleteCertificateCommand({ certificateId: certificateId(arn) })),
    ),
  );
}

async function thingsOf(iot: IoTClient, principal: string): Promise<readonly string[]> {
  return ask('iot:ListPrincipalThings', async () => {
    const found: string[] = [];
    const pages = paginateListPrincipalThings({ client: iot }, { principal });
    for await (const { things = [] } of pages) found.push(...things);
    return found;
  });
}

async function policiesOf(iot: IoTClient, target: string): Promise<readonly string[]> {
  return ask('iot:ListAttachedPolicies', async () => {
    const found: string[] = [];
    const pages = paginateListAttachedPolicies({ client: iot }, { target });
    for await (const { policies = [] } of pages) {
      found.push(...policies.flatMap(({ policyName }) => policyName ?? []));
    }
    return found;
  });
}

const mostAttempts = 8;

// AWS IoT detaches in the background, which "might take several seconds".
async function onceDetached<Answer>(send: () => Promise<Answer>, attempt = 1): Promise<Answer> {
  try {
    return await send();
  } catch (error) {
    const attached = isAwsError(error, 'DeleteConflictException', 'InvalidRequestException');
    if (!attached || attempt >= mostAttempts) throw error;
    await sleep(250 * attempt);
    return onceDetached(send, attempt + 1);
  }
}
