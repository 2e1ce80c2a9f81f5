import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { quietPictureUsage } from '../../contracts/picture-usage.ts';
import type { CallCounts } from './aws-gate.ts';
import type { FirstPictures } from './first-pictures.ts';
import type { DeployedPipeline } from './open-pipeline.ts';

type Sent = Pick<DeployedPipeline, 'pipeline' | 'upload'> & { readonly first: FirstPictures };

/** What a picture asks of AWS. */
export function makesFewCalls(sent: () => Sent): void {
  it('makes these calls for one more quiet picture', async () => {
    const { pipeline, upload, first } = sent();
    // Whoever comes alone finds the alarm list too old to be used unseen.
    await sleep(5_000);
    pipeline.gate.takeCounts();
    await upload(...first.later);
    await pipeline.host.drained();
    const counts = pipeline.gate.takeCounts();
    expect(countOf(counts, ['s3:PutObject', 's3:CopyObject'])).toBe(quietPictureUsage.s3Puts);
    expect(countOf(counts, ['s3:GetObject', 's3:HeadObject'])).toBe(quietPictureUsage.s3Gets);
    expect(countOf(counts, ['rekognition:DetectLabels'])).toBe(quietPictureUsage.rekognitionImages);
    expect(countOf(counts, ['events:PutEvents'])).toBe(quietPictureUsage.events);
    // Only the first of several pictures asks for a count.
    const thumbnailer = 'intellicam-test-thumbnailer';
    const { 'sqs:SendMessage': _, ...calls } = counts[thumbnailer] ?? {};
    expect({ ...counts, [thumbnailer]: calls }).toEqual({
      'intellicam-test-camera-garden': {
        's3:PutObject': 1,
      },
      'intellicam-test-classifier': {
        'events:PutEvents': 1,
        'rekognition:DetectLabels': 1,
        's3:GetObject': 5,
        's3:PutObject': 2,
      },
      'intellicam-test-mover': {
        's3:CopyObject': 1,
        's3:DeleteObject': 1,
      },
      'intellicam-test-thumbnailer': {
        's3:GetObject': 1,
        's3:PutObject': 2,
      },
    });
  });
}

function countOf(counts: CallCounts, operations: readonly string[]): number {
  return Object.values(counts)
    .flatMap((ofCaller) => operations.map((operation) => ofCaller[operation] ?? 0))
    .reduce((sum, count) => sum + count, 0);
}
