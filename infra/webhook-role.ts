import { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy/index.js';
import { Construct } from 'constructs';
import { policyDocument } from './policy-document.ts';

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
        {
          Effect: 'Allow',
          Principal: { Service: 'events.amazonaws.com' },
          Action: 'sts:AssumeRole',
          Condition: {
            ArnEquals: { 'aws:SourceArn': props.ruleArn },
            StringEquals: { 'aws:SourceAccount': props.accountId },
          },
        },
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
