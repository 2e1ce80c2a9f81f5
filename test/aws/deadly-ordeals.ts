import type { Doom } from './lethal-calls.ts';

/** What the functions go through that handle one picture of a camera: how their first attempts end. */
export type Ordeal = {
  readonly camera: string;
  readonly dooms: Readonly<Record<string, readonly Doom[]>>;
};

// By number where a function that has just started makes the same calls each time.
const classifierDiesAt = [
  ...[1, 2, 6, 'rekognition:DetectLabels', 's3:PutObject', 10],
  ...['events:PutEvents', 'events:PutEvents'],
];

// The notifier makes more calls than anybody else, so it dies twice for each picture.
const deaths: readonly Ordeal[] = classifierDiesAt.map((at, round) => {
  const ends = ['before', 'after'] as const;
  const [end = 'before', other = 'after'] = round % 2 === 0 ? ends : ends.toReversed();
  return {
    camera: `dying-${round + 1}`,
    dooms: {
      'intellicam-test-classifier': [{ at, end }],
      'intellicam-test-notifier': [
        { at: 2 * round + 1, end },
        { at: 2 * round + 2, end: other },
      ],
      'intellicam-test-mover': [{ at: 1 + (Math.floor(round / 2) % 2), end }],
      'intellicam-test-thumbnailer': [{ at: round + 1, end: other }],
    },
  };
});

const waitsFor = (at: string): readonly Doom[] => [{ at, end: 'no-answer' }];

const timeOuts: readonly Ordeal[] = [
  {
    camera: 'waiting-1',
    dooms: {
      'intellicam-test-classifier': waitsFor('rekognition:DetectLabels'),
      'intellicam-test-notifier': waitsFor('sns:Publish'),
      'intellicam-test-mover': waitsFor('s3:CopyObject'),
      'intellicam-test-thumbnailer': waitsFor('s3:PutObject'),
    },
  },
  {
    camera: 'waiting-2',
    dooms: {
      'intellicam-test-classifier': waitsFor('events:PutEvents'),
      'intellicam-test-notifier': waitsFor('ses:SendEmail'),
      'intellicam-test-mover': waitsFor('s3:DeleteObject'),
      'intellicam-test-thumbnailer': waitsFor('s3:GetObject'),
    },
  },
];

/** Deaths before and after calls, from the first to the last, and calls that are never answered. */
export const ordeals: readonly Ordeal[] = [...deaths, ...timeOuts];
