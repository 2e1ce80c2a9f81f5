import { DescribeCertificateCommand, paginateListThings } from '@aws-sdk/client-iot';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { type CameraHeartbeat, parseCameraHeartbeat } from '../../../contracts/camera-heartbeat.ts';
import { cameraHeartbeatKey } from '../../../contracts/state-key.ts';
import { type Answer, answerOf } from './answer.ts';
import { ask, askAbout } from './ask.ts';
import { accessKeysOf } from './camera-access-keys.ts';
import type { CameraClients } from './camera-clients.ts';
import { certificateId, certificatesOf } from './camera-thing.ts';
import type { Deployment } from './deployment.ts';

/** One way in which a camera may sign in. */
type SignIn = {
  readonly with: 'certificate' | 'access key';
  readonly active: boolean;
  /** ISO 8601 */
  readonly since: string | undefined;
};

export type KnownCamera = {
  readonly camera: string;
  readonly configured: boolean;
  readonly signIns: Answer<readonly SignIn[]>;
  /** null: it never sent one. */
  readonly heartbeat: Answer<CameraHeartbeat | null>;
};

type Question = {
  readonly deployment: Pick<Deployment, 'stage' | 'bucket' | 'cameraUsers'>;
  readonly cameras: readonly string[];
};

/** The cameras of a pipeline: those that are configured, and those that were added. */
export async function knownCameras(
  clients: CameraClients,
  { deployment, cameras }: Question,
): Promise<readonly KnownCamera[]> {
  const things = await thingsOfStage(clients, deployment.stage);
  const users = deployment.cameraUsers ?? {};
  const names = [...new Set([...cameras, ...things, ...Object.keys(users)])];
  return Promise.all(
    names.map(async (camera) => {
      const [signIns, heartbeat] = await Promise.all([
        answerOf(signInsOf(clients, camera, { registered: things, user: users[camera] })),
        answerOf(lastHeartbeat(clients, deployment.bucket, camera)),
      ]);
      return { camera, configured: cameras.includes(camera), signIns, heartbeat };
    }),
  );
}

async function thingsOfStage(
  { iot }: Pick<CameraClients, 'iot'>,
  stage: string,
): Promise<readonly string[]> {
  return ask('iot:ListThings', async () => {
    const found: string[] = [];
    const query = { attributeName: 'stage', attributeValue: stage };
    for await (const { things = [] } of paginateListThings({ client: iot }, query)) {
      const ours = things.filter(({ attributes }) => attributes?.project === 'intellicam');
      found.push(...ours.flatMap(({ thingName }) => thingName ?? []));
    }
    return found;
  });
}

type Whose = { readonly registered: readonly string[]; readonly user: string | undefined };

async function signInsOf(
  { iot, iam }: CameraClients,
  camera: string,
  { registered, user }: Whose,
): Promise<readonly SignIn[]> {
  const arns = registered.includes(camera) ? await certificatesOf(iot, camera) : [];
  const certificates = await Promise.all(
    arns.map(async (arn): Promise<SignIn> => {
      const { certificateDescription } = await ask('iot:DescribeCertificate', () =>
        iot.send(new DescribeCertificateCommand({ certificateId: certificateId(arn) })),
      );
      return {
        with: 'certificate',
        active: certificateDescription?.status === 'ACTIVE',
        since: certificateDescription?.creationDate?.toISOString(),
      };
    }),
  );
  const keys = user === undefined ? [] : await accessKeysOf(iam, user);
  return [
    ...certificates,
    ...keys.map(({ active, since }): SignIn => ({ with: 'access key', active, since })),
  ];
}

async function lastHeartbeat(
  { s3 }: Pick<CameraClients, 's3'>,
  bucket: string,
  camera: string,
): Promise<CameraHeartbeat | null> {
  const key = cameraHeartbeatKey(camera);
  const found = await askAbout('s3:GetObject', ['NoSuchKey', 'NotFound'], () =>
    s3.send(new GetObjectCommand({ Bucket: bucket, Key: key })),
  );
  const text = await found?.Body?.transformToString();
  return text === undefined ? null : (parseCameraHeartbeat(text) ?? null);
}
