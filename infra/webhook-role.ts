import { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy/index.js';
import { Construct } from 'constructs';
import { allowSender, policyDocument } from './policy-document.ts';

type RoleProps = {
  readonly name: string;
  readonly accountId: string;
  readonly ruleArn: string;
  readonly destinationArn: string;
};

/** What a webhook's rule may do: call this one destination. */
export class WebhookRole extends Construct {
  readonly role: IamRole;

  constructor(scope: Construct, id: string, props: RoleProps) {
    super(scope, id);
    this.role = new IamRole(this, 'role', {
      name: props.name,
      assumeRolePolicy: policyDocument([
        allowSender(
          { service: 'events.amazonaws.com', sourceArn: props.ruleArn, accountId: props.accountId },
          'sts:AssumeRole',
        ),
      ]),
    });
    new IamRolePolicy(this, 'policy', {
      name: 'call',
      role: this.role.id,
      policy: policyDocument([
        {
          Sid: 'Call',
          Effect: 'Allow',
          Action: 'events:InvokeApiDestination',
          Resource: props.destinationArn,
        },
      ]),
    });
  }
}
