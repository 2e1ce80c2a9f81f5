import { expect, it } from 'vitest';
import { formatS3Notification } from '../../contracts/s3-notification.ts';
import { countMessages } from './count-messages.ts';
import type { FirstPictures } from './first-pictures.ts';
import type { DeployedPipeline } from './open-pipeline.ts';
import { outlastThrottling } from './outlast-throttling.ts';

type Sent = DeployedPipeline & { readonly first: FirstPictures };

/** What becomes of messages that cannot be read, or come twice. */
export function keepsWhatItCannotRead(sent: () => Sent): void {
  it('keeps a message that it cannot read with the dead letters, and stops for none', async () => {
    const { stack, owner } = sent();
    const { dead_letter_queue_urls, queue_urls, undelivered_queue_url } = stack.outputs;
    for (const url of Object.values(dead_letter_queue_urls)) {
      expect(await countMessages(owner.sqs, url)).toBe(1);
    }
    for (const url of [...Object.values(queue_urls), undelivered_queue_url]) {
      expect(await countMessages(owner.sqs, url)).toBe(0);
    }
  });

  it('changes nothing when S3 tells of its pictures again', async () => {
    const { bucket, pipeline, inbox, send, forgetWakeUps, first } = sent();
    const [before, labelled] = [await bucket.objects(), pipeline.labels.calls()];
    for (const { record } of first.outcomes.values()) {
      const { versionId, ...image } = record.event.detail;
      await send('classifier', formatS3Notification({ ...image, ...(versionId && { versionId }) }));
    }
    await pipeline.host.drained();
    await forgetWakeUps();
    expect(await bucket.objects()).toEqual(before);
    expect(await inbox.takeAll()).toEqual([]);
    expect(pipeline.labels.calls()).toBe(labelled);
  });
}

/** What becomes of pictures while Rekognition does not answer. */
export function waitsForRekognition(sent: () => Sent): void {
  it('lets pictures wait while Rekognition throttles, and gives none of them up', async () => {
    const { stack, owner, bucket, first } = sent();
    const held = ['a', 'b', 'c', 'd'].map((name) => ({
      ...{ file: `held-${name}.jpg`, bytes: first.quiet[0]?.bytes ?? Buffer.of() },
    }));
    const { meanwhile, after } = await outlastThrottling(sent(), held);
    expect(meanwhile).toMatchObject({ state: 'down', reason: 'throttled', held: 4 });
    expect(after).toEqual({ schemaVersion: 1, state: 'up' });
    for (const { file } of held) {
      expect(await bucket.keys(`jpg_quiet/garden/${file}`)).toHaveLength(1);
    }
    const { dead_letter_queue_urls: urls } = stack.outputs;
    expect(await countMessages(owner.sqs, urls.classifier)).toBe(1);
  });
}
