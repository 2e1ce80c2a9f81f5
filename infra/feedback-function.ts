import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group/index.js';
import { LambdaFunction } from '@cdktf/provider-aws/lib/lambda-function/index.js';
import { LambdaFunctionUrl } from '@cdktf/provider-aws/lib/lambda-function-url/index.js';
import { LambdaPermission } from '@cdktf/provider-aws/lib/lambda-permission/index.js';
import { AssetType, TerraformAsset } from 'cdktf';
import { Construct } from 'constructs';
import type { Surroundings } from './consumer-function.ts';
import type { FunctionBundle } from './function-bundle.ts';
import { FunctionRole } from './function-role.ts';
import { grantsPolicy } from './grants-policy.ts';
import { resourceName } from './resource-name.ts';

const logRetentionDays = 14;

type FeedbackProps = { readonly bundle: FunctionBundle; readonly surroundings: Surroundings };

/** The function that takes judgements. Its address answers nobody but the gallery's distribution. */
export class FeedbackFunction extends Construct {
  readonly function: LambdaFunction;
  readonly url: LambdaFunctionUrl;

  constructor(scope: Construct, id: string, { bundle, surroundings }: FeedbackProps) {
    super(scope, id);
    const { configuration, accountId, bucket, bus, alarmTopicArn } = surroundings;
    const { stage, layout, timeZone, architecture } = configuration;
    const name = resourceName(stage, bundle.name);
    const logGroup = new CloudwatchLogGroup(this, 'log', {
      name: `/aws/lambda/${name}`,
      retentionInDays: logRetentionDays,
    });
    const { role, policy } = new FunctionRole(this, 'role', {
      ...{ name, accountId, logGroupArn: logGroup.arn },
      grants: grantsPolicy(
        {
          grants: { read: ['records', 'feedback'], write: ['feedback'] },
          needs: ['blobs', 'events'],
        },
        {
          ...{ layout, alarmTopicArn, bucketArn: bucket.arn, busArn: bus.arn },
          // It has no queue, and asks for none.
          ...{ queueArn: '', uploadsQueueArn: '' },
          publishes: ['FeedbackGiven'],
        },
      ),
    });
    const code = new TerraformAsset(this, 'code', {
      path: bundle.zipFile,
      type: AssetType.FILE,
      assetHash: bundle.sha256,
    });
    this.function = new LambdaFunction(this, 'function', {
      functionName: name,
      role: role.arn,
      filename: code.path,
      sourceCodeHash: Buffer.from(bundle.sha256, 'hex').toString('base64'),
      ...{ handler: 'index.handler', runtime: 'nodejs22.x', architectures: [architecture] },
      ...{ memorySize: 256, timeout: 15 },
      loggingConfig: { logFormat: 'JSON', logGroup: logGroup.name },
      environment: {
        variables: {
          INTELLICAM_STAGE: stage,
          INTELLICAM_BUCKET: bucket.bucket,
          INTELLICAM_BUS: bus.name,
          INTELLICAM_LAYOUT: layout,
          INTELLICAM_TIME_ZONE: timeZone,
          POWERTOOLS_SERVICE_NAME: bundle.name,
        },
      },
      dependsOn: [policy],
    });
    this.url = new LambdaFunctionUrl(this, 'url', {
      functionName: this.function.functionName,
      authorizationType: 'AWS_IAM',
    });
  }

  /** Lets one distribution call it. A function's address asks for both rights. */
  admit(distributionArn: string): void {
    for (const action of ['InvokeFunctionUrl', 'InvokeFunction']) {
      new LambdaPermission(this, `allow-${action}`, {
        functionName: this.function.functionName,
        action: `lambda:${action}`,
        principal: 'cloudfront.amazonaws.com',
        sourceArn: distributionArn,
      });
    }
  }
}
