import { type DetectLabelsCommand, RekognitionServiceException } from '@aws-sdk/client-rekognition';
import { describe, expect, it } from 'vitest';
import { LabelerUnavailableError, UnreadableImageError } from '../labeler.ts';
import { rekognitionLabeler } from './rekognition-labeler.ts';

function labelerWith(answer: (command: DetectLabelsCommand) => unknown) {
  const client = { send: async (command: DetectLabelsCommand) => answer(command) as never };
  return rekognitionLabeler({
    client: client as Parameters<typeof rekognitionLabeler>[0]['client'],
    ...{ bucket: 'pictures', minConfidence: 55, maxLabels: 50 },
  });
}

const image = { key: 'upload/a b.jpg', etag: 'e', versionId: 'v' };

describe('the Rekognition labeler', () => {
  it('has Rekognition read exactly the version that was uploaded', async () => {
    let asked: unknown;
    const labeler = labelerWith(({ input }) => {
      asked = input;
      return {};
    });
    expect(await labeler.label(image)).toEqual([]);
    expect(asked).toEqual({
      Image: { S3Object: { Bucket: 'pictures', Name: 'upload/a b.jpg', Version: 'v' } },
      MinConfidence: 55,
      MaxLabels: 50,
    });
  });

  it.each([
    [40, 40],
    [55, 55],
    [70, 55],
  ])('asks for what a rule can use, %d, if that is less than it would: %d', async (least, sent) => {
    let asked: number | undefined;
    const labeler = labelerWith(({ input }) => {
      asked = input.MinConfidence;
      return {};
    });
    await labeler.label(image, { leastConfidence: least });
    expect(asked).toBe(sent);
  });

  it('takes every field that is there, and misses none that is not', async () => {
    const labeler = labelerWith(() => ({
      Labels: [
        {
          Name: 'Person',
          Confidence: 100.00001,
          Instances: [
            { BoundingBox: { Left: -0.1, Top: 0.2, Width: 0.3, Height: 0.4 }, Confidence: 98 },
            { Confidence: 1 },
          ],
          Parents: [{ Name: 'Living Thing' }, {}],
          Aliases: [{ Name: 'Human' }],
          Categories: [{ Name: 'Person Description' }],
        },
        { Name: 'Dusk' },
        { Confidence: 99 },
      ],
    }));
    const nothing = { instances: [], parents: [], aliases: [], categories: [] };
    expect(await labeler.label(image)).toEqual([
      {
        name: 'Person',
        confidence: 100,
        instances: [{ box: { left: -0.1, top: 0.2, width: 0.3, height: 0.4 }, confidence: 98 }],
        parents: ['Living Thing'],
        aliases: ['Human'],
        categories: ['Person Description'],
      },
      { name: 'Dusk', confidence: 0, ...nothing },
    ]);
  });

  const failingWith = (name: string, httpStatusCode = 400) =>
    labelerWith(() => {
      const $metadata = { httpStatusCode };
      const about = { name, message: 'no', $fault: 'client', $metadata } as const;
      throw new RekognitionServiceException(about);
    }).label(image);

  it.each(['InvalidImageFormatException', 'ImageTooLargeException', 'InvalidParameterException'])(
    'rejects the picture for %s',
    async (name) => {
      await expect(failingWith(name)).rejects.toBeInstanceOf(UnreadableImageError);
    },
  );

  it.each([
    ['ThrottlingException', 400, 'throttled'],
    ['ProvisionedThroughputExceededException', 400, 'throttled'],
    ['LimitExceededException', 400, 'throttled'],
    ['SomethingNew', 429, 'throttled'],
    ['AccessDeniedException', 400, 'denied'],
    ['ExpiredTokenException', 403, 'denied'],
    ['InternalServerError', 500, 'failed'],
    ['ServiceUnavailable', 503, 'failed'],
  ])('is unavailable after %s, %d: %s', async (name, status, reason) => {
    const failure = failingWith(name, status);
    await expect(failure).rejects.toBeInstanceOf(LabelerUnavailableError);
    await expect(failure).rejects.toMatchObject({ reason, message: 'label image upload/a b.jpg' });
  });

  it.each(['TimeoutError', 'ECONNREFUSED', 'CredentialsProviderError'])(
    'gives no answer when it cannot be reached: %s',
    async (name) => {
      const failing = labelerWith(() => {
        throw Object.assign(new Error('no'), { name });
      }).label(image);
      await expect(failing).rejects.toMatchObject({ reason: 'no-answer' });
    },
  );

  // It may be a matter of this picture: the mover may have been faster.
  it.each(['InvalidS3ObjectException', 'SomethingNew'])(
    'has the picture alone tried again for %s',
    async (name) => {
      await expect(failingWith(name)).rejects.not.toBeInstanceOf(UnreadableImageError);
      await expect(failingWith(name)).rejects.not.toBeInstanceOf(LabelerUnavailableError);
      await expect(failingWith(name)).rejects.toThrow('label image upload/a b.jpg');
    },
  );
});
