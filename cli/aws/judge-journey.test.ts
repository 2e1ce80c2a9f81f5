import { describe, expect, it } from 'vitest';
import { eventExamples } from '../../contracts/event-example.ts';
import type { ImageRecord } from '../../contracts/image-record.ts';
import type { Hop } from '../../runtime/aws/owner/follow-picture.ts';
import { judgeJourney, labelsText } from './judge-journey.ts';

const { ImageClassified, ImageRejected } = eventExamples;
const { labels } = ImageClassified.detail;
const recorded = { schemaVersion: 1, recordedAt: '2026-11-20T13:02:20.000Z', labels } as const;

function record(event: ImageRecord['event']): ImageRecord {
  return { ...recorded, labels: [...labels], event };
}

const quiet = record({
  ...ImageClassified,
  detail: { ...ImageClassified.detail, outcome: 'quiet', matches: [] },
});

const deployment = {
  functionNames: { mover: 'intellicam-home-mover', notifier: 'intellicam-home-notifier' },
  queueUrls: { mover: 'https://sqs.example/1/intellicam-home-mover' },
};

function judge(known: ImageRecord | undefined, missing: Hop[] = [], isDrawn = true) {
  const journey = { ...(known === undefined ? {} : { record: known }), sightings: [], missing };
  const { verdict, tell } = judgeJourney(journey, deployment, { isDrawn, seconds: 2.34 });
  return { verdict, text: tell.join('\n') };
}

describe('judgeJourney', () => {
  it('is content with an alarm that was told', () => {
    expect(judge(record(ImageClassified))).toEqual({
      verdict: 'alarm',
      text: 'It works: the picture came through in 2.3 s, and rang.',
    });
  });

  it('is not content with an alarm that nobody could label', () => {
    const detail = { ...ImageClassified.detail, labeler: 'none', labels: [] };
    const { verdict, text } = judge(record({ ...ImageClassified, detail }));
    expect(verdict).toBe('incomplete');
    expect(text).toContain('could not be labelled');
  });

  it('is content with a quiet picture, and says what was seen', () => {
    const drawn = judge(quiet);
    expect(drawn.verdict).toBe('quiet');
    expect(drawn.text).toContain('not an alarm');
    expect(drawn.text).toContain('Person 98.4 %, Bicycle 61.7 %');
    expect(drawn.text).toContain('--picture FILE');
    expect(judge(quiet, [], false).text).not.toContain('--picture');
  });

  it('says why a picture was rejected, and whether it was kept', () => {
    const rejected = record(ImageRejected);
    expect(judge(rejected)).toMatchObject({
      verdict: 'rejected',
      text: expect.stringMatching(/^The picture was rejected: .*\nIt lies at jpg_error\//),
    });
    expect(judge(rejected, ['filed']).text).toContain('was not filed');
    expect(judge(rejected, ['filed']).text).not.toContain('It lies');
  });

  it('says which queue and log to look at for each hop that never came', () => {
    const { verdict, text } = judge(record(ImageClassified), ['filed', 'told']);
    expect(verdict).toBe('incomplete');
    expect(text).toContain('the picture was not filed');
    expect(text).toContain('intellicam-home-mover, and intellicam-home-mover-dead-letters');
    expect(text).toContain('/aws/lambda/intellicam-home-mover');
    expect(text).toContain('nobody was told');
    expect(text).toContain('/aws/lambda/intellicam-home-notifier');
    expect(text).toContain('intellicam doctor');
  });

  it('names only the first hop when nothing came of the picture', () => {
    const { verdict, text } = judge(undefined, ['recorded', 'filed', 'thumbnail', 'listed']);
    expect(verdict).toBe('incomplete');
    expect(text).toContain('was not labelled');
    expect(text).not.toContain('was not filed');
  });
});

describe('labelsText', () => {
  it('names the five surest, and how many more there are', () => {
    const kin = { instances: [], parents: [], aliases: [], categories: [] };
    const label = (index: number) => ({ ...kin, name: `L${index}`, confidence: 90 + index });
    const many = Array.from({ length: 7 }, (_, index) => label(index));
    expect(labelsText({ labels: many })).toBe(
      'L6 96.0 %, L5 95.0 %, L4 94.0 %, L3 93.0 %, L2 92.0 %, 2 more',
    );
    expect(labelsText({ labels: [] })).toBe('nothing');
  });
});
