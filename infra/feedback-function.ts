import type { LambdaFunction } from '@cdktf/provider-aws/lib/lambda-function/index.js';
import { LambdaFunctionUrl } from '@cdktf/provider-aws/lib/lambda-function-url/index.js';
import { LambdaPermission } from '@cdktf/provider-aws/lib/lambda-permission/index.js';
import { Construct } from 'constructs';
import { addFunction } from './add-function.ts';
import type { Surroundings } from './consumer-function.ts';
import type { FunctionBundle } from './function-bundle.ts';
import { grantsPolicy } from './grants-policy.ts';

type FeedbackProps = { readonly bundle: FunctionBundle; readonly surroundings: Surroundings };

/** The function that takes judgements. Its address answers nobody but the gallery's distribution. */
export class FeedbackFunction extends Construct {
  readonly function: LambdaFunction;
  readonly url: LambdaFunctionUrl;

  constructor(scope: Construct, id: string, { bundle, surroundings }: FeedbackProps) {
    super(scope, id);
    const { configuration, bucket, bus, alarmTopicArn } = surroundings;
    this.function = addFunction(this, {
      ...{ bundle, surroundings, memoryMb: 256, timeoutSeconds: 15 },
      grants: grantsPolicy(
        {
          grants: { read: ['records', 'feedback'], write: ['feedback'] },
          needs: ['blobs', 'events'],
        },
        {
          ...{ layout: configuration.layout, alarmTopicArn },
          ...{ bucketArn: bucket.arn, busArn: bus.arn },
          // It has no queue, and asks for none.
          ...{ queueArn: '', uploadsQueueArn: '' },
          publishes: ['FeedbackGiven'],
        },
      ),
    }).function;
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
