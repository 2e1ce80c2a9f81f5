import {
  DetectLabelsCommand,
  type RekognitionClient,
  type Instance as RekognitionInstance,
  type Label as RekognitionLabel,
  RekognitionServiceException,
} from '@aws-sdk/client-rekognition';
import type { Label } from '../../contracts/label.ts';
import { type Labeler, LabelerUnavailableError, UnreadableImageError } from '../labeler.ts';
import { isAwsError } from './aws-error.ts';

type RekognitionLabelerOptions = {
  readonly client: Pick<RekognitionClient, 'send'>;
  readonly bucket: string;
  /** Labels below it are not even returned, unless a rule asks for less; in percent. */
  readonly minConfidence: number;
  readonly maxLabels: number;
  readonly alarmConfidence?: number;
};

// What no retry can cure. A picture that cannot be found is not among them: it may be a matter of
// rights, or of the mover having been faster.
const unreadable = [
  'InvalidImageFormatException',
  'ImageTooLargeException',
  'InvalidParameterException',
];

/** Amazon Rekognition, which reads the picture from the bucket itself. */
export function rekognitionLabeler(options: RekognitionLabelerOptions): Labeler {
  const { client, bucket, minConfidence, maxLabels, alarmConfidence = 55 } = options;
  return {
    name: 'rekognition',
    alarmConfidence,
    label: async ({ key, versionId }, { leastConfidence = minConfidence } = {}) => {
      const version = versionId === undefined ? {} : { Version: versionId };
      const command = new DetectLabelsCommand({
        Image: { S3Object: { Bucket: bucket, Name: key, ...version } },
        MinConfidence: Math.min(minConfidence, leastConfidence),
        MaxLabels: maxLabels,
      });
      try {
        const { Labels = [] } = await client.send(command);
        return Labels.flatMap(labelOf);
      } catch (error) {
        if (isAwsError(error, ...unreadable)) {
          throw new UnreadableImageError(`Rekognition: ${error.message}`, { cause: error });
        }
        const reason = whyUnavailable(error);
        if (reason === undefined) throw new Error(`label image ${key}`, { cause: error });
        throw new LabelerUnavailableError(`label image ${key}`, { reason, cause: error });
      }
    },
    close: async () => undefined,
  };
}

const throttled = [
  'ThrottlingException',
  'ProvisionedThroughputExceededException',
  'LimitExceededException',
  'TooManyRequestsException',
];
const denied = [
  'AccessDeniedException',
  'UnrecognizedClientException',
  'ExpiredTokenException',
  'InvalidSignatureException',
  'OptInRequired',
  'SubscriptionRequiredException',
];

// Undefined for what may be this picture's own trouble: it is tried again by itself.
function whyUnavailable(error: unknown): LabelerUnavailableError['reason'] | undefined {
  if (isAwsError(error, ...throttled)) return 'throttled';
  if (isAwsError(error, ...denied)) return 'denied';
  // A service that answers has a status; a network that fails has none.
  if (!(error instanceof RekognitionServiceException)) return 'no-answer';
  const status = error.$metadata.httpStatusCode ?? (error.$fault === 'server' ? 500 : 400);
  if (status === 429) return 'throttled';
  return status >= 500 ? 'failed' : undefined;
}

function labelOf(label: RekognitionLabel): readonly Label[] {
  if (!label.Name) return [];
  return [
    {
      name: label.Name,
      confidence: percent(label.Confidence),
      instances: (label.Instances ?? []).flatMap(instanceOf),
      parents: names(label.Parents),
      aliases: names(label.Aliases),
      categories: names(label.Categories),
    },
  ];
}

function instanceOf({
  BoundingBox: box,
  Confidence,
}: RekognitionInstance): readonly Label['instances'][number][] {
  if (box === undefined) return [];
  const { Left: left = 0, Top: top = 0, Width: width = 0, Height: height = 0 } = box;
  return [{ box: { left, top, width, height }, confidence: percent(Confidence) }];
}

function percent(confidence = 0): number {
  return Math.min(100, Math.max(0, confidence));
}

function names(named: readonly { readonly Name?: string | undefined }[] = []): string[] {
  return named.flatMap(({ Name }) => (Name ? [Name] : []));
}
