import { type EventType, eventSource, eventTypes } from '../contracts/image-event.ts';
import { type LayoutName, type Place, placePrefixes } from '../contracts/object-key.ts';
import { alertClaimPrefix } from '../contracts/state-key.ts';
import type { Consumer } from '../runtime/define-consumer.ts';
import type { Statement } from './policy-document.ts';

type Surroundings = {
  readonly layout: LayoutName;
  readonly bucketArn: string;
  readonly busArn: string;
  readonly alarmTopicArn: string;
  /** Who mails, and to whom SES lets it while it is in its sandbox. */
  readonly mail?: { readonly from: string; readonly arns: readonly string[] };
  /** The consumer's own queue. */
  readonly queueArn: string;
  /** What it may say; anything, if it is not told. */
  readonly publishes?: readonly EventType[];
  /** The parameter with the key that signs links, for whoever sends some. */
  readonly linkKeyArn?: string;
  /** The queue of new pictures. */
  readonly uploadsQueueArn: string;
};

// Whoever tells people raises alerts; the others say what is so.
const factTypes = eventTypes.filter((type) => type !== 'AlertRaised');

const picturePlaces: readonly Place[] = ['upload', 'pictures', 'error'];

type Declared = Pick<Consumer, 'grants' | 'needs'>;

/** What a consumer's role may do besides its own queue and log: its grants and its ports, no more. */
export function grantsPolicy(consumer: Declared, surroundings: Surroundings): readonly Statement[] {
  if (consumer.grants.write?.includes('upload')) {
    throw new Error('grant write on upload: a function that writes there would set itself off');
  }
  return [...storeStatements(consumer, surroundings), ...portStatements(consumer, surroundings)];
}

function storeStatements(
  { grants, needs }: Declared,
  { layout, bucketArn }: Surroundings,
): readonly Statement[] {
  const claims = needs.includes('alerts') ? [alertClaimPrefix] : [];
  const read = [...prefixes(layout, grants.read), ...claims];
  const list = [...new Set([...read, ...prefixes(layout, grants.list)])];
  // Only pictures are asked for by their version.
  const readsPictures = grants.read?.some((place) => picturePlaces.includes(place)) ?? false;
  const write = [...prefixes(layout, grants.write), ...claims];
  const remove = prefixes(layout, grants.delete);
  const below = (prefix: string) => `${bucketArn}/${prefix}*`;
  return [
    ...when(read.length > 0, {
      Sid: 'Read',
      Effect: 'Allow',
      Action: ['s3:GetObject', ...(readsPictures ? ['s3:GetObjectVersion'] : [])],
      Resource: read.map(below),
    }),
    // Without it S3 answers 403, not 404, for an object that is not there. Such a request may carry no
    // prefix, hence IfExists.
    ...when(list.length > 0, {
      Sid: 'List',
      Effect: 'Allow',
      Action: 's3:ListBucket',
      Resource: bucketArn,
      Condition: { StringLikeIfExists: { 's3:prefix': list.map((prefix) => `${prefix}*`) } },
    }),
    ...when(write.length > 0, {
      Sid: 'Write',
      Effect: 'Allow',
      Action: 's3:PutObject',
      Resource: write.map(below),
    }),
    ...when(remove.length > 0, {
      Sid: 'Delete',
      Effect: 'Allow',
      Action: 's3:DeleteObject',
      Resource: remove.map(below),
    }),
  ];
}

function portStatements({ needs }: Declared, surroundings: Surroundings): readonly Statement[] {
  const { busArn, alarmTopicArn, mail, queueArn, linkKeyArn, uploadsQueueArn } = surroundings;
  const { publishes = factTypes } = surroundings;
  const sends = needs.includes('alerts');
  return [
    ...when(needs.includes('events'), {
      Sid: 'Publish',
      Effect: 'Allow',
      Action: 'events:PutEvents',
      Resource: busArn,
      Condition: {
        StringEquals: { 'events:source': eventSource, 'events:detail-type': publishes },
      },
    }),
    // Rekognition knows no resources for pictures.
    ...when(needs.includes('labeler'), {
      Sid: 'Label',
      Effect: 'Allow',
      Action: 'rekognition:DetectLabels',
      Resource: '*',
    }),
    ...when(sends, {
      Sid: 'Tell',
      Effect: 'Allow',
      Action: 'sns:Publish',
      Resource: alarmTopicArn,
    }),
    ...when(sends, {
      Sid: 'TellTheBus',
      Effect: 'Allow',
      Action: 'events:PutEvents',
      Resource: busArn,
      Condition: {
        StringEquals: { 'events:source': eventSource, 'events:detail-type': 'AlertRaised' },
      },
    }),
    // SES asks for both when a mail brings its own headers.
    ...(sends && mail !== undefined
      ? [
          {
            Sid: 'Mail',
            Effect: 'Allow' as const,
            Action: ['ses:SendEmail', 'ses:SendRawEmail'],
            Resource: mail.arns,
            Condition: { StringEquals: { 'ses:FromAddress': mail.from } },
          },
        ]
      : []),
    ...when(needs.includes('timers'), {
      Sid: 'WakeItself',
      Effect: 'Allow',
      Action: 'sqs:SendMessage',
      Resource: queueArn,
    }),
    // It is encrypted with the account's own key for parameters, which asks for no further right.
    ...(linkKeyArn === undefined
      ? []
      : [
          {
            Sid: 'SignLinks',
            Effect: 'Allow' as const,
            Action: 'ssm:GetParameter',
            Resource: linkKeyArn,
          },
        ]),
    ...when(needs.includes('uploads'), {
      Sid: 'TellAgain',
      Effect: 'Allow',
      Action: ['sqs:SendMessage', 'sqs:GetQueueAttributes'],
      Resource: uploadsQueueArn,
    }),
  ];
}

function prefixes(layout: LayoutName, places: readonly Place[] = []): readonly string[] {
  return [...new Set(places.flatMap((place) => placePrefixes(layout, place)))];
}

function when(needed: boolean, statement: Statement): readonly Statement[] {
  return needed ? [statement] : [];
}
