import { describe, expect, it } from 'vitest';
import { layoutNames, placePrefixes } from '../contracts/object-key.ts';
import type { Consumer } from '../runtime/define-consumer.ts';
import { grantsPolicy } from './grants-policy.ts';

const arns = {
  bucketArn: 'arn:aws:s3:::pictures',
  busArn: 'arn:aws:events:eu-west-1:1:event-bus/intellicam-home',
  alarmTopicArn: 'arn:aws:sns:eu-west-1:1:intellicam-home-alarm',
  queueArn: 'arn:aws:sqs:eu-west-1:1:intellicam-home-notifier',
  uploadsQueueArn: 'arn:aws:sqs:eu-west-1:1:intellicam-home-classifier',
};

function statements(
  consumer: Pick<Consumer, 'grants' | 'needs'>,
  layout: (typeof layoutNames)[number] = 'intellicam',
) {
  return grantsPolicy(consumer, { layout, ...arns });
}

describe("a consumer's policy", () => {
  it('allows nothing to a consumer that asks for nothing', () => {
    expect(statements({ grants: {}, needs: [] })).toEqual([]);
  });

  it('allows to read and list what may be read, below its exact prefixes', () => {
    expect(statements({ grants: { read: ['upload', 'records'] }, needs: ['blobs'] })).toEqual([
      {
        Sid: 'Read',
        Effect: 'Allow',
        Action: ['s3:GetObject', 's3:GetObjectVersion'],
        Resource: ['arn:aws:s3:::pictures/upload/*', 'arn:aws:s3:::pictures/records/*'],
      },
      {
        Sid: 'List',
        Effect: 'Allow',
        Action: 's3:ListBucket',
        Resource: 'arn:aws:s3:::pictures',
        Condition: { StringLikeIfExists: { 's3:prefix': ['upload/*', 'records/*'] } },
      },
    ]);
  });

  it('allows to see what is there, and no bytes of it, to who only lists', () => {
    const consumer = { grants: { read: ['watch'], list: ['records'] }, needs: ['blobs'] } as const;
    expect(statements(consumer)).toEqual([
      expect.objectContaining({
        Action: ['s3:GetObject'],
        Resource: ['arn:aws:s3:::pictures/state/watch/*'],
      }),
      expect.objectContaining({
        Action: 's3:ListBucket',
        Condition: { StringLikeIfExists: { 's3:prefix': ['state/watch/*', 'records/*'] } },
      }),
    ]);
  });

  it('allows to write and to delete each where it is granted, and not to read there', () => {
    expect(statements({ grants: { write: ['gallery'], delete: ['upload'] }, needs: [] })).toEqual([
      expect.objectContaining({
        Action: 's3:PutObject',
        Resource: ['arn:aws:s3:::pictures/gallery/*'],
      }),
      expect.objectContaining({
        Action: 's3:DeleteObject',
        Resource: ['arn:aws:s3:::pictures/upload/*'],
      }),
    ]);
  });

  it.each(layoutNames)('follows the folder names of the layout %s', (layout) => {
    const [statement] = statements({ grants: { write: ['pictures'] }, needs: [] }, layout);
    expect(statement?.Resource).toEqual(
      placePrefixes(layout, 'pictures').map((prefix) => `arn:aws:s3:::pictures/${prefix}*`),
    );
  });

  it('names a prefix once, though two places share it', () => {
    const [statement] = statements({ grants: { write: ['pictures', 'error'] }, needs: [] });
    expect(statement?.Resource).toHaveLength(3);
  });

  it('allows to publish our events on our bus only', () => {
    expect(statements({ grants: {}, needs: ['events'] })).toEqual([
      {
        Sid: 'Publish',
        Effect: 'Allow',
        Action: 'events:PutEvents',
        Resource: arns.busArn,
        Condition: {
          StringEquals: {
            'events:source': 'intellicam',
            'events:detail-type': [
              'ImageClassified',
              'ImageRejected',
              'CameraSilent',
              'CameraRecovered',
              'FeedbackGiven',
              'LabelingStopped',
              'LabelingResumed',
            ],
          },
        },
      },
    ]);
  });

  it('allows to label pictures, for which Rekognition knows no resource', () => {
    expect(statements({ grants: {}, needs: ['labeler'] })).toEqual([
      { Sid: 'Label', Effect: 'Allow', Action: 'rekognition:DetectLabels', Resource: '*' },
    ]);
  });

  it('allows who tells the owner to publish to topic and bus and to keep its claims', () => {
    const policy = statements({ grants: {}, needs: ['alerts'] });
    expect(policy).toContainEqual({
      Sid: 'Tell',
      Effect: 'Allow',
      Action: 'sns:Publish',
      Resource: arns.alarmTopicArn,
    });
    expect(policy).toContainEqual({
      Sid: 'TellTheBus',
      Effect: 'Allow',
      Action: 'events:PutEvents',
      Resource: arns.busArn,
      Condition: {
        StringEquals: { 'events:source': 'intellicam', 'events:detail-type': 'AlertRaised' },
      },
    });
    const claims = ['arn:aws:s3:::pictures/state/alerts/*'];
    expect(policy).toContainEqual(expect.objectContaining({ Sid: 'Read', Resource: claims }));
    expect(policy).toContainEqual(expect.objectContaining({ Sid: 'Write', Resource: claims }));
  });

  it('allows who tells the owner to mail, where SES does, as one sender only', () => {
    const mailed = 'arn:aws:ses:eu-west-1:1:identity/camera@example.org';
    const mail = { from: 'camera@example.org', arns: [mailed] };
    const surroundings = { layout: 'intellicam', ...arns, mail } as const;
    expect(grantsPolicy({ grants: {}, needs: ['alerts'] }, surroundings)).toContainEqual({
      Sid: 'Mail',
      Effect: 'Allow',
      Action: ['ses:SendEmail', 'ses:SendRawEmail'],
      Resource: [mailed],
      Condition: { StringEquals: { 'ses:FromAddress': 'camera@example.org' } },
    });
    expect(grantsPolicy({ grants: {}, needs: ['blobs'] }, surroundings)).toEqual([]);
  });

  it('allows who wakes itself to send to its own queue', () => {
    expect(statements({ grants: {}, needs: ['timers'] })).toEqual([
      { Sid: 'WakeItself', Effect: 'Allow', Action: 'sqs:SendMessage', Resource: arns.queueArn },
    ]);
  });

  it('allows who tells of pictures again to send to their queue, and to count what it holds', () => {
    expect(statements({ grants: {}, needs: ['uploads'] })).toEqual([
      {
        Sid: 'TellAgain',
        Effect: 'Allow',
        Action: ['sqs:SendMessage', 'sqs:GetQueueAttributes'],
        Resource: arns.uploadsQueueArn,
      },
    ]);
  });

  it('refuses a consumer that would set itself off', () => {
    expect(() => statements({ grants: { write: ['upload'] }, needs: ['blobs'] })).toThrow(
      'grant write on upload',
    );
  });
});
