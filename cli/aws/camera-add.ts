import type { Configuration } from '../../infra/configuration.ts';
import { makeAccessKey } from '../../runtime/aws/owner/camera-access-keys.ts';
import type { CameraClients } from '../../runtime/aws/owner/camera-clients.ts';
import { certificatesOf, findThing, registerThing } from '../../runtime/aws/owner/camera-thing.ts';
import type { Deployment } from '../../runtime/aws/owner/deployment.ts';
import { credentialEndpoint, openEnrollment } from '../../runtime/aws/owner/enrollment-session.ts';
import { UsageError } from '../../runtime/usage-error.ts';
import { encodeEnrollment } from '../../services/uploader/s3/enrollment-code.ts';

type Pipeline = {
  readonly configuration: Configuration;
  readonly deployment: Deployment;
  readonly clients: CameraClients;
};

type Added = {
  /** For `--json`. */
  readonly facts: Readonly<Record<string, unknown>>;
  readonly text: string;
  readonly warnings: readonly string[];
};

/** Registers a camera, and makes the code with which it fetches its certificate. */
export async function addByCertificate(
  { configuration, deployment, clients }: Pipeline,
  camera: string,
  validMinutes: number,
): Promise<Added> {
  const { stage, region, account, bucket, cameraSignIn } = deployment;
  if (cameraSignIn === undefined) {
    throw new UsageError(
      'this pipeline was deployed before cameras could have certificates: run npx cdktf deploy',
    );
  }
  const held = await holdThing({ deployment, clients }, camera);
  await registerThing(clients.iot, camera, stage);
  const endpoint = await credentialEndpoint(clients);
  const { enrollerRoleArn, roleAlias, iotPolicy } = cameraSignIn;
  const { expiresAt, ...keys } = await openEnrollment(clients, {
    ...{ region, account, camera, enrollerRoleArn, validMinutes },
  });
  const { timeZone } = configuration;
  const code = encodeEnrollment({
    ...{ region, bucket, timeZone, camera, endpoint, roleAlias, iotPolicy, expiresAt, keys },
  });
  const command = `sudo intellicam-uploader enroll ${code}`;
  const until = new Intl.DateTimeFormat('sv-SE', { timeStyle: 'short', timeZone }).format(
    new Date(expiresAt),
  );
  return {
    facts: { camera, code, command, expiresAt },
    text:
      `Until ${until}, ${camera} can sign in for the first time. On its Pi, with the package\n` +
      `intellicam-uploader installed:\n\n${command}\n\n` +
      'Until then the code is as good as a key: whoever has it can add pictures as a camera.\n',
    warnings: [...configurationWarning(configuration, camera), ...heldWarning(held, camera)],
  };
}

/** Makes sure that the name is free, or ours; gives back how many certificates it has already. */
async function holdThing(
  { deployment, clients }: Pick<Pipeline, 'deployment' | 'clients'>,
  camera: string,
): Promise<number> {
  const thing = await findThing(clients.iot, camera);
  if (thing === undefined) return 0;
  if (thing.stage !== deployment.stage) {
    const whose = thing.stage === undefined ? 'something else' : `the pipeline ${thing.stage}`;
    throw new UsageError(
      `${camera} is the name of a thing in AWS IoT that belongs to ${whose}, and a name is there ` +
        'once per account and region: give the camera another one',
    );
  }
  return (await certificatesOf(clients.iot, camera)).length;
}

/** Makes an access key for a camera, for machines without the package. */
export async function addByAccessKey(
  { configuration, deployment, clients }: Pipeline,
  camera: string,
): Promise<Added> {
  const { region, bucket, cameraUsers = {} } = deployment;
  const user = cameraUsers[camera];
  if (user === undefined) {
    throw new UsageError(
      `there is no user for ${camera}: add it to cameras in intellicam.yaml, and run npx cdktf deploy`,
    );
  }
  const key = await makeAccessKey(clients.iam, user);
  if (key === undefined) {
    throw new UsageError(
      `${camera} has two access keys, and AWS allows no more: run intellicam camera remove ${camera} first`,
    );
  }
  const { timeZone } = configuration;
  return {
    facts: { camera, user, region, bucket, timeZone, ...key },
    text: `On the camera's Pi, put this into /etc/intellicam/credentials. It is not shown again, and it
counts until intellicam camera remove ${camera}:

[default]
aws_access_key_id = ${key.accessKeyId}
aws_secret_access_key = ${key.secretAccessKey}

Let the uploader alone read it:

sudo chown root:intellicam /etc/intellicam/credentials
sudo chmod 640 /etc/intellicam/credentials

And in /etc/intellicam/uploader.yaml:

region: ${region}
bucket: ${bucket}
timeZone: ${timeZone}
cameras:
  - name: ${camera}
`,
    warnings: [],
  };
}

function configurationWarning({ cameras }: Configuration, camera: string): readonly string[] {
  if (cameras.includes(camera)) return [];
  return [
    `intellicam.yaml has no camera ${camera}: it works, but status and doctor do not expect it`,
  ];
}

function heldWarning(certificates: number, camera: string): readonly string[] {
  if (certificates === 0) return [];
  return [
    `${camera} can sign in already; a further certificate takes nothing from the one it has ` +
      `(intellicam camera remove ${camera} does)`,
  ];
}
