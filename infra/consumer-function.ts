import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group/index.js';
import { LambdaEventSourceMapping } from '@cdktf/provider-aws/lib/lambda-event-source-mapping/index.js';
import { LambdaFunction } from '@cdktf/provider-aws/lib/lambda-function/index.js';
import { AssetType, TerraformAsset } from 'cdktf';
import { Construct } from 'constructs';
import { monthlyPictures } from '../contracts/price-table.ts';
import type { Consumer } from '../runtime/define-consumer.ts';
import type { Configuration } from './configuration.ts';
import type { FunctionBundle } from './function-bundle.ts';
import { FunctionRole } from './function-role.ts';
import { grantsPolicy } from './grants-policy.ts';
import { sesMails } from './recipients.ts';
import { resourceName } from './resource-name.ts';

const logRetentionDays = 14;

/** What all functions of a deployment share. */
export type Surroundings = {
  readonly configuration: Configuration;
  readonly accountId: string;
  readonly bucket: { readonly bucket: string; readonly arn: string };
  readonly bus: { readonly name: string; readonly arn: string };
  readonly alarmTopicArn: string;
  /** The addresses that SES mails from and to; none where it mails nothing. */
  readonly mailArns: readonly string[];
  /** What whoever tells people has to know to make links to the gallery. */
  readonly gallery?: { readonly variable: string; readonly keyParameterArn: string } | undefined;
  /** An emulator takes the place of AWS: what it cannot do is left out. */
  readonly emulated: boolean;
};

export type QueueAddress = { readonly arn: string; readonly url: string };

type FunctionProps = {
  readonly consumer: Consumer;
  readonly bundle: FunctionBundle;
  readonly queue: QueueAddress;
  /** The queue of new pictures; it may be the consumer's own. */
  readonly uploadsQueue: QueueAddress;
  readonly surroundings: Surroundings;
};

/** A consumer's function, its role and its log, fed from its queue. */
export class ConsumerFunction extends Construct {
  readonly function: LambdaFunction;

  constructor(scope: Construct, id: string, props: FunctionProps) {
    super(scope, id);
    const { consumer, bundle, queue, uploadsQueue, surroundings } = props;
    const { configuration, accountId, bucket, bus, alarmTopicArn } = surroundings;
    const mail = sesMails(configuration);
    const links = consumer.needs.includes('alerts') ? surroundings.gallery : undefined;
    const name = resourceName(configuration.stage, bundle.name);
    const logGroup = new CloudwatchLogGroup(this, 'log', {
      name: `/aws/lambda/${name}`,
      retentionInDays: logRetentionDays,
    });
    const { role, policy } = new FunctionRole(this, 'role', {
      name,
      accountId,
      logGroupArn: logGroup.arn,
      queueArn: queue.arn,
      grants: grantsPolicy(consumer, {
        layout: configuration.layout,
        bucketArn: bucket.arn,
        busArn: bus.arn,
        alarmTopicArn,
        ...(mail && { mail: { from: mail.from, arns: surroundings.mailArns } }),
        queueArn: queue.arn,
        ...(links && { linkKeyArn: links.keyParameterArn }),
        uploadsQueueArn: uploadsQueue.arn,
      }),
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
      handler: 'index.handler',
      runtime: 'nodejs22.x',
      architectures: [configuration.architecture],
      memorySize: consumer.memoryMb,
      timeout: consumer.timeoutSeconds,
      loggingConfig: { logFormat: 'JSON', logGroup: logGroup.name },
      environment: {
        variables: {
          ...environmentOf(bundle.name, surroundings),
          ...(consumer.needs.includes('timers') ? { INTELLICAM_QUEUE_URL: queue.url } : {}),
          ...(consumer.needs.includes('uploads')
            ? { INTELLICAM_UPLOADS_QUEUE_URL: uploadsQueue.url }
            : {}),
          ...(consumer.needs.includes('cameras')
            ? { INTELLICAM_CAMERAS: camerasVariableOf(configuration) }
            : {}),
          ...(consumer.needs.includes('labeler') ? labelingVariablesOf(configuration) : {}),
          ...(consumer.needs.includes('alerts')
            ? { ...notificationVariablesOf(configuration), ...messageVariablesOf(configuration) }
            : {}),
          ...(links === undefined ? {} : { INTELLICAM_GALLERY: links.variable }),
        },
      },
      dependsOn: [policy],
    });
    new LambdaEventSourceMapping(this, 'source', {
      eventSourceArn: queue.arn,
      functionName: this.function.arn,
      batchSize: consumer.batchSize,
      functionResponseTypes: ['ReportBatchItemFailures'],
      scalingConfig: { maximumConcurrency: functionsAtATime(consumer) },
      // Lambda makes sure at once that the role may read the queue.
      dependsOn: [policy],
    });
  }
}

// Most regions allow five DetectLabels calls a second; two is the least that Lambda takes.
function functionsAtATime({ needs }: Consumer): number {
  return needs.includes('labeler') ? 2 : 5;
}

function notificationVariablesOf({ notifications }: Configuration): Record<string, string> {
  const { cooldownSeconds, cooldown, visitGapSeconds, perHour, perDay } = notifications;
  return {
    INTELLICAM_COOLDOWN_SECONDS: String(cooldownSeconds),
    INTELLICAM_COOLDOWN: cooldown,
    INTELLICAM_VISIT_GAP_SECONDS: String(visitGapSeconds),
    INTELLICAM_ALARMS_PER_HOUR: String(perHour),
    INTELLICAM_ALARMS_PER_DAY: String(perDay),
    INTELLICAM_LATE_AFTER_MINUTES: String(notifications.lateAfterMinutes),
    INTELLICAM_REJECTED_MINUTES: String(notifications.rejectedMinutes),
    INTELLICAM_SUMMARY_HOUR: String(notifications.summaryHour),
  };
}

function labelingVariablesOf({ labeler, spend, region }: Configuration): Record<string, string> {
  const { whenUnavailable, ringAfterMinutes } = labeler;
  const pictures = monthlyPictures(spend.stopAtDollars, region);
  return {
    INTELLICAM_WHEN_UNAVAILABLE: whenUnavailable,
    INTELLICAM_RING_AFTER_MINUTES: String(ringAfterMinutes),
    ...(pictures === undefined ? {} : { INTELLICAM_MONTHLY_PICTURES: String(pictures) }),
  };
}

function messageVariablesOf(configuration: Configuration): Record<string, string> {
  const { recipients, galleryUrl } = configuration;
  const mail = sesMails(configuration);
  return {
    INTELLICAM_PEOPLE: JSON.stringify(Object.keys(recipients.people)),
    ...(mail && {
      INTELLICAM_MAIL: JSON.stringify({ ...mail, from: `IntelliCam <${mail.from}>` }),
    }),
    ...(galleryUrl && { INTELLICAM_GALLERY_URL: galleryUrl }),
  };
}

// Whom its owner never wants to be told of is not watched.
function camerasVariableOf({ cameras, silentAfterMinutes }: Configuration): string {
  const limits = cameras.map((camera) => [camera, silentAfterMinutes[camera] ?? null] as const);
  return JSON.stringify(Object.fromEntries(limits.filter(([, minutes]) => minutes !== 0)));
}

function environmentOf(
  name: string,
  { configuration, bucket, bus, alarmTopicArn }: Surroundings,
): Record<string, string> {
  const { stage, layout, timeZone, labeler } = configuration;
  return {
    INTELLICAM_STAGE: stage,
    INTELLICAM_BUCKET: bucket.bucket,
    INTELLICAM_BUS: bus.name,
    INTELLICAM_ALARM_TOPIC: alarmTopicArn,
    INTELLICAM_LAYOUT: layout,
    INTELLICAM_TIME_ZONE: timeZone,
    INTELLICAM_LEAST_CONFIDENCE: String(labeler.leastConfidence),
    INTELLICAM_MAX_LABELS: String(labeler.maxLabels),
    POWERTOOLS_SERVICE_NAME: name,
  };
}
