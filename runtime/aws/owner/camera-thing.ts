import {
  CreateThingCommand,
  DescribeThingCommand,
  type IoTClient,
  paginateListThingPrincipals,
} from '@aws-sdk/client-iot';
import { ask, askAbout } from './ask.ts';

/** A camera in AWS IoT's registry. Its name is the camera's: the role is narrowed by it. */
export type CameraThing = {
  readonly camera: string;
  /** The pipeline that it belongs to; undefined: it is not one of ours. */
  readonly stage: string | undefined;
};

const missing = ['ResourceNotFoundException'];

/** Looks whether a thing of the camera's name is registered in this account and region. */
export async function findThing(iot: IoTClient, camera: string): Promise<CameraThing | undefined> {
  const found = await askAbout('iot:DescribeThing', missing, () =>
    iot.send(new DescribeThingCommand({ thingName: camera })),
  );
  if (found === undefined) return undefined;
  const { project, stage } = found.attributes ?? {};
  return { camera, stage: project === 'intellicam' ? stage : undefined };
}

/** Registers a camera; that it is registered already, for the same pipeline, is well. */
export async function registerThing(iot: IoTClient, camera: string, stage: string): Promise<void> {
  await ask('iot:CreateThing', () =>
    iot.send(
      new CreateThingCommand({
        thingName: camera,
        attributePayload: { attributes: { project: 'intellicam', stage } },
      }),
    ),
  );
}

/** The ARNs of a thing's certificates. */
export async function certificatesOf(iot: IoTClient, camera: string): Promise<readonly string[]> {
  const listed = await askAbout('iot:ListThingPrincipals', missing, async () => {
    const found: string[] = [];
    for await (const { principals = [] } of paginateListThingPrincipals(
      { client: iot },
      { thingName: camera },
    )) {
      found.push(...principals);
    }
    return found;
  });
  return (listed ?? []).filter((arn) => arn.includes(':cert/'));
}

/** AWS IoT calls a certificate by the end of its ARN. */
export function certificateId(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}
