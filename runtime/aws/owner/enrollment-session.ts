import { DescribeEndpointCommand } from '@aws-sdk/client-iot';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { ask } from './ask.ts';
import type { CameraClients } from './camera-clients.ts';

type Enrollment = {
  readonly region: string;
  readonly account: string;
  readonly camera: string;
  readonly enrollerRoleArn: string;
  readonly validMinutes: number;
};

/** Keys with which a new camera may have its certificate made, and nothing else. */
export type EnrollmentSession = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiresAt: string;
};

/** Of the enroller's rights, those that one camera needs. */
export function enrollmentPolicy({
  region,
  account,
  camera,
}: Pick<Enrollment, 'region' | 'account' | 'camera'>): string {
  const iotArn = `arn:aws:iot:${region}:${account}`;
  const Statement = [
    { Effect: 'Allow', Action: 'iot:CreateCertificateFromCsr', Resource: '*' },
    {
      Effect: 'Allow',
      Action: ['iot:AttachPolicy', 'iot:AttachThingPrincipal'],
      Resource: [`${iotArn}:cert/*`, `${iotArn}:thing/${camera}`],
    },
  ];
  return JSON.stringify({ Version: '2012-10-17', Statement });
}

/** Opens the door for one camera: the enroller's rights, narrowed to its thing, for some minutes. */
export async function openEnrollment(
  { sts }: Pick<CameraClients, 'sts'>,
  { region, account, camera, enrollerRoleArn, validMinutes }: Enrollment,
): Promise<EnrollmentSession> {
  const { Credentials } = await ask('sts:AssumeRole', () =>
    sts.send(
      new AssumeRoleCommand({
        RoleArn: enrollerRoleArn,
        // It is in AWS's records, so that one can see which camera made a certificate.
        RoleSessionName: `enroll-${camera}`.slice(0, 64),
        DurationSeconds: validMinutes * 60,
        Policy: enrollmentPolicy({ region, account, camera }),
      }),
    ),
  );
  const {
    AccessKeyId = '',
    SecretAccessKey = '',
    SessionToken = '',
    Expiration,
  } = Credentials ?? {};
  return {
    ...{ accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken },
    expiresAt: (Expiration ?? new Date()).toISOString(),
  };
}

/** The host that gives cameras of this account their keys. */
export async function credentialEndpoint({ iot }: Pick<CameraClients, 'iot'>): Promise<string> {
  const { endpointAddress = '' } = await ask('iot:DescribeEndpoint', () =>
    iot.send(new DescribeEndpointCommand({ endpointType: 'iot:CredentialProvider' })),
  );
  return endpointAddress;
}
