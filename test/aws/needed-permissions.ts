import * as v from 'valibot';
import type { AwsRequest } from './aws-request.ts';
import type { Permission } from './role-policy.ts';

const PutEventsSchema = v.object({
  Entries: v.array(
    v.object({ EventBusName: v.string(), Source: v.string(), DetailType: v.string() }),
  ),
});
const PublishSchema = v.object({ TopicArn: v.string() });
const DetectLabelsSchema = v.object({
  Image: v.object({
    S3Object: v.object({ Bucket: v.string(), Name: v.string(), Version: v.optional(v.string()) }),
  }),
});
const CopySchema = v.object({ source: v.string() });

/**
 * What a call needs and the emulator does not look at.
 *
 * It checks S3 and SQS by action and resource itself; of all other services it knows no resource.
 * Throws at a call that nobody has described here.
 */
export function neededPermissions(call: AwsRequest, account: string): readonly Permission[] {
  const { service, operation, parameters, region } = call;
  switch (`${service}:${operation}`) {
    case 'events:PutEvents':
      return v.parse(PutEventsSchema, parameters).Entries.map((entry) => ({
        action: 'events:PutEvents',
        resource: busArn(entry.EventBusName, `arn:aws:events:${region}:${account}`),
        context: { 'events:source': entry.Source, 'events:detail-type': entry.DetailType },
      }));
    case 'sns:Publish':
      return [{ action: 'sns:Publish', resource: v.parse(PublishSchema, parameters).TopicArn }];
    case 'rekognition:DetectLabels': {
      // Rekognition reads the picture with the rights of whoever calls it.
      const { Bucket, Name, Version } = v.parse(DetectLabelsSchema, parameters).Image.S3Object;
      return [
        { action: 'rekognition:DetectLabels', resource: '*' },
        readObject(`${Bucket}/${Name}`, Version !== undefined),
      ];
    }
    case 's3:CopyObject': {
      const [path = '', query] = v.parse(CopySchema, parameters).source.split('?');
      return [readObject(path.replace(/^\//, ''), query !== undefined)];
    }
    default:
      if (service === 's3' || service === 'sqs') return [];
      throw new Error(`check a call: the tests do not know ${service}:${operation}`);
  }
}

function busArn(bus: string, prefix: string): string {
  return bus.startsWith('arn:') ? bus : `${prefix}:event-bus/${bus}`;
}

function readObject(path: string, ofVersion: boolean): Permission {
  const action = ofVersion ? 's3:GetObjectVersion' : 's3:GetObject';
  return { action, resource: `arn:aws:s3:::${path}` };
}
