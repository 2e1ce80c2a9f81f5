import { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy/index.js';
import { Construct } from 'constructs';
import { policyDocument, type Statement } from './policy-document.ts';

type RoleProps = {
  readonly name: string;
  readonly accountId: string;
  readonly logGroupArn: string;
  /** Without it the function is not fed from a queue. */
  readonly queueArn?: string;
  readonly grants: readonly Statement[];
};

/** A function's role: its own log, its own queue, and what its consumer declares. */
export class FunctionRole extends Construct {
  readonly role: IamRole;
  readonly policy: IamRolePolicy;

  constructor(scope: Construct, id: string, props: RoleProps) {
    super(scope, id);
    this.role = new IamRole(this, 'role', {
      name: props.name,
      assumeRolePolicy: policyDocument([
        {
          Effect: 'Allow',
          Principal: { Service: 'lambda.amazonaws.com' },
          Action: 'sts:AssumeRole',
          Condition: { StringEquals: { 'aws:SourceAccount': props.accountId } },
        },
      ]),
    });
    this.policy = new IamRolePolicy(this, 'policy', {
      name: 'consumer',
      role: this.role.id,
      policy: policyDocument([
        {
          Sid: 'Log',
          Effect: 'Allow',
          Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
          Resource: `${props.logGroupArn}:*`,
        },
        ...(props.queueArn === undefined ? [] : [receiveFrom(props.queueArn)]),
        ...props.grants,
      ]),
    });
  }
}

function receiveFrom(queueArn: string): Statement {
  return {
    Sid: 'Receive',
    Effect: 'Allow',
    Action: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
    Resource: queueArn,
  };
}
