import { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy/index.js';
import { IotPolicy } from '@cdktf/provider-aws/lib/iot-policy/index.js';
import { IotRoleAlias } from '@cdktf/provider-aws/lib/iot-role-alias/index.js';
import { Construct } from 'constructs';
import { EnrollerRole } from './camera-enroller-role.ts';
import { cameraPolicy } from './camera-policy.ts';
import { policyDocument } from './policy-document.ts';
import { resourceName } from './resource-name.ts';

type CameraCertificatesProps = {
  readonly stage: string;
  readonly region: string;
  readonly accountId: string;
  readonly bucketArn: string;
  readonly emulated: boolean;
};

// AWS IoT fills it in with the thing that a certificate belongs to; Terraform would take it for its own.
const thingName = '$${credentials-iot:ThingName}';

const longestSeconds = 3600;

/**
 * Lets cameras sign in with a certificate, whose key never leaves them: one role for all of them, that
 * AWS IoT narrows to the folder of the thing that asks. The things themselves are their owner's.
 */
export class CameraCertificates extends Construct {
  /** What `intellicam camera` has to know. */
  readonly signIn: Readonly<Record<'role_alias' | 'iot_policy' | 'enroller_role_arn', string>>;

  constructor(scope: Construct, id: string, props: CameraCertificatesProps) {
    super(scope, id);
    const { stage, region, accountId } = props;
    const name = resourceName(stage, 'camera');
    const role = this.makeRole(name, props.bucketArn);
    const iotArn = `arn:aws:iot:${region}:${accountId}`;
    // An emulator knows neither of the two.
    if (!props.emulated) {
      const alias = new IotRoleAlias(this, 'alias', {
        ...{ alias: name, roleArn: role.arn, credentialDuration: longestSeconds },
      });
      // No condition on the thing: AWS IoT refuses whoever names a thing that the certificate does not
      // belong to, and iot:Connection.Thing.IsAttached is about MQTT alone.
      new IotPolicy(this, 'iot-policy', {
        name,
        policy: policyDocument([
          { Effect: 'Allow', Action: 'iot:AssumeRoleWithCertificate', Resource: alias.arn },
        ]),
      });
    }
    const enroller = new EnrollerRole(this, 'enroller', { stage, accountId, iotArn });
    this.signIn = { role_alias: name, iot_policy: name, enroller_role_arn: enroller.arn };
  }

  private makeRole(name: string, bucketArn: string): IamRole {
    const role = new IamRole(this, 'role', {
      name,
      maxSessionDuration: longestSeconds,
      // Whoever wants to give AWS IoT this role needs iam:PassRole of this account.
      assumeRolePolicy: policyDocument([
        {
          Effect: 'Allow',
          Principal: { Service: 'credentials.iot.amazonaws.com' },
          Action: 'sts:AssumeRole',
        },
      ]),
    });
    new IamRolePolicy(this, 'policy', {
      name: 'add-pictures',
      role: role.id,
      policy: policyDocument(cameraPolicy(bucketArn, thingName)),
    });
    return role;
  }
}
