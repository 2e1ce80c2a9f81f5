import { IamUser } from '@cdktf/provider-aws/lib/iam-user/index.js';
import { IamUserPolicy } from '@cdktf/provider-aws/lib/iam-user-policy/index.js';
import { Construct } from 'constructs';
import { cameraPolicy } from './camera-policy.ts';
import { policyDocument } from './policy-document.ts';
import { resourceName } from './resource-name.ts';

type CameraUsersProps = {
  readonly stage: string;
  readonly cameras: readonly string[];
  readonly bucketArn: string;
  readonly emulated: boolean;
};

/**
 * A user for each camera, who may add pictures to the camera's own folder and nothing else. It has no
 * access key until its owner makes one: a key in Terraform's state would be a secret in a file.
 */
export class CameraUsers extends Construct {
  /** The users' names, by camera. */
  readonly names: Readonly<Record<string, string>>;

  constructor(scope: Construct, id: string, props: CameraUsersProps) {
    super(scope, id);
    const { stage, cameras, bucketArn, emulated } = props;
    this.names = Object.fromEntries(
      cameras.map((camera) => {
        const name = resourceName(stage, 'camera', camera);
        // The owner's keys go with the user, or it could not be removed. An emulator does not know all
        // the calls that look for such things, and the provider would repeat them for an hour.
        const user = new IamUser(this, camera, { name, forceDestroy: !emulated });
        new IamUserPolicy(this, `${camera}-policy`, {
          name: 'add-pictures',
          user: user.name,
          policy: policyDocument(cameraPolicy(bucketArn, camera)),
        });
        return [camera, name];
      }),
    );
  }
}
