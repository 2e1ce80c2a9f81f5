import * as v from 'valibot';
import { type AwsRequest, S3ParametersSchema } from './aws-request.ts';
import type { Permission } from './role-policy.ts';

const PutEventsSchema = v.object({
  Entries: v.array(
    v.object({ EventBusName: v.string(), Source: v.string(), DetailType: v.string() }),
  ),
});
const SendMessageSchema = v.object({ QueueUrl: v.string() });
const PublishSchema = v.object({ TopicArn: v.string() });
/** A mail as SES is given it. */
export const SendEmailSchema = v.object({
  FromEmailAddress: v.string(),
  Destination: v.object({ ToAddresses: v.array(v.string()) }),
  Content: v.object({ Raw: v.object({ Data: v.string() }) }),
});
const GetParameterSchema = v.object({ Name: v.string() });
const DetectLabelsSchema = v.object({
  Image: v.object({
    S3Object: v.object({ Bucket: v.string(), Name: v.string(), Version: v.optional(v.string()) }),
  }),
});

/**
 * What a call needs to be allowed. The emulator checks S3 and SQS itself, but by action and resource
 * only; of all other services it knows no resource. Throws at a call that nobody has described here.
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
    case 'sqs:GetQueueAttributes':
    case 'sqs:SendMessage': {
      const queue = v.parse(SendMessageSchema, parameters).QueueUrl.split('/').at(-1);
      const resource = `arn:aws:sqs:${region}:${account}:${queue}`;
      return [{ action: `${service}:${operation}`, resource }];
    }
    case 'sns:Publish':
      return [{ action: 'sns:Publish', resource: v.parse(PublishSchema, parameters).TopicArn }];
    case 'ses:SendEmail':
      return mailPermissions(parameters, `arn:aws:ses:${region}:${account}:identity`);
    case 'ssm:GetParameter': {
      const { Name } = v.parse(GetParameterSchema, parameters);
      const resource = `arn:aws:ssm:${region}:${account}:parameter${Name}`;
      return [{ action: 'ssm:GetParameter', resource }];
    }
    case 'rekognition:DetectLabels': {
      // Rekognition reads the picture with the rights of whoever calls it.
      const { Bucket, Name, Version } = v.parse(DetectLabelsSchema, parameters).Image.S3Object;
      return [
        { action: 'rekognition:DetectLabels', resource: '*' },
        readObject(`${Bucket}/${Name}`, Version !== undefined),
      ];
    }
    default:
      if (service === 's3')
        return objectPermissions(operation, v.parse(S3ParametersSchema, parameters));
      throw new Error(`check a call: the tests do not know ${service}:${operation}`);
  }
}

// In its sandbox, SES asks for the recipients' identities, too; of a raw message, for both actions.
function mailPermissions(parameters: unknown, identity: string): readonly Permission[] {
  const { FromEmailAddress, Destination } = v.parse(SendEmailSchema, parameters);
  const from = FromEmailAddress.replace(/^.*<|>$/g, '');
  const context = { 'ses:FromAddress': from };
  return [from, ...Destination.ToAddresses].flatMap((address) =>
    ['ses:SendEmail', 'ses:SendRawEmail'].map((action) => ({
      ...{ action, resource: `${identity}/${address}`, context },
    })),
  );
}

function objectPermissions(
  operation: string,
  { path, versionId, prefix, ifNoneMatch, source }: v.InferOutput<typeof S3ParametersSchema>,
): readonly Permission[] {
  const resource = `arn:aws:s3:::${path}`;
  const write = {
    ...{ action: 's3:PutObject', resource },
    context: ifNoneMatch === undefined ? {} : { 's3:if-none-match': ifNoneMatch },
  };
  switch (operation) {
    case 'GetObject':
    case 'HeadObject':
      return [readObject(path, versionId !== undefined)];
    case 'PutObject':
      return [write];
    case 'CopyObject': {
      const [from = '', query] = source?.split('?') ?? [];
      return [readObject(from.replace(/^\//, ''), query !== undefined), write];
    }
    case 'DeleteObject':
      return [{ action: `s3:DeleteObject${versionId === undefined ? '' : 'Version'}`, resource }];
    case 'ListObjectsV2': {
      const context = prefix === undefined ? {} : { 's3:prefix': prefix };
      return [{ action: 's3:ListBucket', resource: resource.replace(/\/$/, ''), context }];
    }
    default:
      throw new Error(`check a call: the tests do not know s3:${operation}`);
  }
}

function busArn(bus: string, prefix: string): string {
  return bus.startsWith('arn:') ? bus : `${prefix}:event-bus/${bus}`;
}

function readObject(path: string, ofVersion: boolean): Permission {
  const action = ofVersion ? 's3:GetObjectVersion' : 's3:GetObject';
  return { action, resource: `arn:aws:s3:::${path}` };
}
