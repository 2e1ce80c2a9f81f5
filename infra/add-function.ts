import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group/index.js';
import type { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy/index.js';
import { LambdaFunction } from '@cdktf/provider-aws/lib/lambda-function/index.js';
import { AssetType, TerraformAsset } from 'cdktf';
import type { Construct } from 'constructs';
import type { Surroundings } from './consumer-function.ts';
import type { FunctionBundle } from './function-bundle.ts';
import { FunctionRole } from './function-role.ts';
import type { Statement } from './policy-document.ts';
import { resourceName } from './resource-name.ts';

const logRetentionDays = 14;

type FunctionProps = {
  readonly bundle: FunctionBundle;
  readonly surroundings: Surroundings;
  readonly grants: readonly Statement[];
  /** Without it the function is not fed from a queue. */
  readonly queueArn?: string;
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  /** What it is told beside that which every function is told. */
  readonly variables?: Readonly<Record<string, string>>;
};

type AddedFunction = { readonly function: LambdaFunction; readonly policy: IamRolePolicy };

/** Adds a bundle's function to a construct, with its role and its log. */
export function addFunction(scope: Construct, props: FunctionProps): AddedFunction {
  const { bundle, surroundings, grants, queueArn, memoryMb, timeoutSeconds } = props;
  const { configuration, accountId } = surroundings;
  const name = resourceName(configuration.stage, bundle.name);
  const logGroup = new CloudwatchLogGroup(scope, 'log', {
    name: `/aws/lambda/${name}`,
    retentionInDays: logRetentionDays,
  });
  const { role, policy } = new FunctionRole(scope, 'role', {
    ...{ name, accountId, grants, logGroupArn: logGroup.arn },
    ...(queueArn === undefined ? {} : { queueArn }),
  });
  const code = new TerraformAsset(scope, 'code', {
    path: bundle.zipFile,
    type: AssetType.FILE,
    assetHash: bundle.sha256,
  });
  const added = new LambdaFunction(scope, 'function', {
    functionName: name,
    role: role.arn,
    filename: code.path,
    sourceCodeHash: Buffer.from(bundle.sha256, 'hex').toString('base64'),
    handler: 'index.handler',
    runtime: 'nodejs22.x',
    architectures: [configuration.architecture],
    memorySize: memoryMb,
    timeout: timeoutSeconds,
    loggingConfig: { logFormat: 'JSON', logGroup: logGroup.name },
    environment: {
      variables: { ...sharedVariables(bundle.name, surroundings), ...props.variables },
    },
    dependsOn: [policy],
  });
  return { function: added, policy };
}

function sharedVariables(
  name: string,
  { configuration, bucket, bus }: Surroundings,
): Readonly<Record<string, string>> {
  const { stage, layout, timeZone } = configuration;
  return {
    INTELLICAM_STAGE: stage,
    INTELLICAM_BUCKET: bucket.bucket,
    INTELLICAM_BUS: bus.name,
    INTELLICAM_LAYOUT: layout,
    INTELLICAM_TIME_ZONE: timeZone,
    POWERTOOLS_SERVICE_NAME: name,
  };
}
