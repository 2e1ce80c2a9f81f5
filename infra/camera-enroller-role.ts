import { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy/index.js';
import { Construct } from 'constructs';
import { policyDocument } from './policy-document.ts';
import { resourceName } from './resource-name.ts';

type EnrollerRoleProps = {
  readonly stage: string;
  readonly accountId: string;
  /** `arn:aws:iot:<region>:<account>` */
  readonly iotArn: string;
};

/**
 * What a new camera may do for the hour of its enrolment: have a certificate made, and tie it to its
 * thing. `intellicam camera add` takes this role and hands on no more of it than one camera needs.
 */
export class EnrollerRole extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { stage, accountId, iotArn }: EnrollerRoleProps) {
    super(scope, id);
    const role = new IamRole(this, 'role', {
      name: resourceName(stage, 'enroller'),
      maxSessionDuration: 3600,
      // People and roles of this account, as far as their own policies let them.
      assumeRolePolicy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { AWS: `arn:aws:iam::${accountId}:root` },
            Action: 'sts:AssumeRole',
          },
        ],
      }),
    });
    new IamRolePolicy(this, 'policy', {
      name: 'enroll',
      role: role.id,
      policy: policyDocument([
        // AWS IoT knows no narrower resource for it.
        {
          Sid: 'MakeCertificate',
          Effect: 'Allow',
          Action: 'iot:CreateCertificateFromCsr',
          Resource: '*',
        },
        {
          Sid: 'TieCertificate',
          Effect: 'Allow',
          Action: ['iot:AttachPolicy', 'iot:AttachThingPrincipal'],
          Resource: [`${iotArn}:cert/*`, `${iotArn}:thing/*`],
        },
      ]),
    });
    this.arn = role.arn;
  }
}
