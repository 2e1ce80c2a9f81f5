import { LambdaEventSourceMapping } from '@cdktf/provider-aws/lib/lambda-event-source-mapping/index.js';
import type { LambdaFunction } from '@cdktf/provider-aws/lib/lambda-function/index.js';
import { Construct } from 'constructs';
import { monthlyPictures } from '../contracts/price-table.ts';
import type { Consumer } from '../runtime/define-consumer.ts';
import type { PortName } from '../runtime/ports.ts';
import { addFunction } from './add-function.ts';
import type { Configuration } from './configuration.ts';
import type { FunctionBundle } from './function-bundle.ts';
import { grantsPolicy } from './grants-policy.ts';
import { sesMails } from './recipients.ts';

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
    const { configuration, bucket, bus, alarmTopicArn } = surroundings;
    const mail = sesMails(configuration);
    const links = consumer.needs.includes('alerts') ? surroundings.gallery : undefined;
    const added = addFunction(this, {
      ...{ bundle, surroundings, queueArn: queue.arn },
      ...{ memoryMb: consumer.memoryMb, timeoutSeconds: consumer.timeoutSeconds },
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
      variables: variablesOf(props),
    });
    this.function = added.function;
    new LambdaEventSourceMapping(this, 'source', {
      eventSourceArn: queue.arn,
      functionName: this.function.arn,
      batchSize: consumer.batchSize,
      functionResponseTypes: ['ReportBatchItemFailures'],
      scalingConfig: { maximumConcurrency: functionsAtATime(consumer) },
      // Lambda makes sure at once that the role may read the queue.
      dependsOn: [added.policy],
    });
  }
}

// Most regions allow five DetectLabels calls a second; two is the least that Lambda takes.
function functionsAtATime({ needs }: Consumer): number {
  return needs.includes('labeler') ? 2 : 5;
}

function variablesOf(props: FunctionProps): Record<string, string> {
  const { consumer, queue, uploadsQueue, surroundings } = props;
  const { configuration, alarmTopicArn, gallery } = surroundings;
  const { leastConfidence, maxLabels } = configuration.labeler;
  const needs = (port: PortName) => consumer.needs.includes(port);
  return {
    INTELLICAM_ALARM_TOPIC: alarmTopicArn,
    INTELLICAM_LEAST_CONFIDENCE: String(leastConfidence),
    INTELLICAM_MAX_LABELS: String(maxLabels),
    ...(needs('timers') && { INTELLICAM_QUEUE_URL: queue.url }),
    ...(needs('uploads') && { INTELLICAM_UPLOADS_QUEUE_URL: uploadsQueue.url }),
    ...(needs('cameras') && { INTELLICAM_CAMERAS: camerasVariableOf(configuration) }),
    ...(needs('labeler') && labelingVariablesOf(configuration)),
    ...(needs('alerts') && {
      ...notificationVariablesOf(configuration),
      ...messageVariablesOf(configuration),
      ...(gallery && { INTELLICAM_GALLERY: gallery.variable }),
    }),
  };
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
