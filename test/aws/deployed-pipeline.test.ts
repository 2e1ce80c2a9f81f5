import { setTimeout as sleep } from 'node:timers/promises';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatS3Notification } from '../../contracts/s3-notification.ts';
import { alarmInbox, type Told } from './alarm-inbox.ts';
import { bucketView } from './bucket-view.ts';
import { countMessages } from './count-messages.ts';
import { timeZone } from './deploy-stack.ts';
import { emulatedAccount, type RunningPipeline } from './emulated-account.ts';
import { type CameraPicture, footagePictures, gardenPictures } from './garden-pictures.ts';
import { leftOvers } from './left-overs.ts';
import { type PictureOutcome, readOutcomes } from './picture-outcome.ts';

let cloud: Awaited<ReturnType<typeof emulatedAccount>>;
let pipeline: RunningPipeline;
let bucket: ReturnType<typeof bucketView>;
let inbox: Awaited<ReturnType<typeof alarmInbox>>;
let secondPlan: readonly string[];
let told: readonly Told[];
let outcomes: ReadonlyMap<string, PictureOutcome>;

const text: CameraPicture = { file: '20261120-120000.jpg', bytes: Buffer.from('no picture') };
let persons: readonly CameraPicture[];
let quiet: readonly CameraPicture[];
let later: readonly CameraPicture[];

beforeAll(async () => {
  persons = [...(await gardenPictures('alarm', 3)), ...footagePictures(3)];
  const empty = await gardenPictures('quiet', 4);
  [quiet, later] = [empty.slice(0, 3), empty.slice(3)];
  cloud = await emulatedAccount();
  const { stack, owner } = cloud;
  secondPlan = await stack.deployAgain();
  bucket = bucketView(owner.s3, stack.outputs.bucket);
  inbox = await alarmInbox(owner, stack.outputs.alarm_topic_arn);
  // The embedded detector is less sure of people than Rekognition.
  await bucket.put('config/reko_alarms.csv', 'Person,People,Alarm,45\n');

  pipeline = await cloud.run();
  for (const consumer of Object.keys(stack.outputs.queue_urls)) await send(consumer, 'not JSON');
  await upload(...persons, ...quiet, text);
  await pipeline.host.drained();
  told = await inbox.takeAll();
  outcomes = await readOutcomes(bucket, timeZone);
});

afterAll(() => cloud?.close());

describe('the deployed pipeline', () => {
  it('files a person as an alarm, with labels, record, thumbnail and gallery entry', async () => {
    for (const { file, bytes } of persons) {
      const { record, entry, thumbnail, filed } = outcomeOf(file);
      expect(record.event).toMatchObject({
        type: 'ImageClassified',
        detail: { outcome: 'alarm', destinationKey: `jpg_alarm/garden/${file}` },
      });
      expect(filed).toEqual(new Uint8Array(bytes));
      expect(thumbnail).toBe('jpeg');
      expect(entry).toMatchObject({ outcome: 'alarm', key: `jpg_alarm/garden/${file}` });
      expect(await bucket.text(`csv_alarm/garden/${file}.csv`)).toContain(',Person,');
    }
  });

  it('tells whoever subscribed of each person once, and of nothing else', () => {
    expect(told).toHaveLength(persons.length);
    for (const { subject } of told) expect(subject).toMatch(/person/i);
  });

  it('files the empty garden as quiet', async () => {
    for (const { file, bytes } of quiet) {
      const { record, entry, thumbnail, filed } = outcomeOf(file);
      expect(record.event).toMatchObject({
        type: 'ImageClassified',
        detail: { outcome: 'quiet', destinationKey: `jpg_quiet/garden/${file}` },
      });
      expect(filed).toEqual(new Uint8Array(bytes));
      expect(thumbnail).toBe('jpeg');
      expect(entry).toMatchObject({ outcome: 'quiet', key: `jpg_quiet/garden/${file}` });
      expect(await bucket.text(`csv_quiet/garden/${file}.csv`)).toContain(file);
    }
  });

  it('puts what is no picture aside and says why', async () => {
    const { record, entry, filed } = outcomeOf(text.file);
    expect(record.event).toMatchObject({ type: 'ImageRejected' });
    expect(filed).toEqual(new Uint8Array(text.bytes));
    expect(entry).toMatchObject({ outcome: 'rejected', key: `jpg_error/garden/${text.file}` });
    expect(await bucket.json(`jpg_error/garden/${text.file}.json`)).toMatchObject({
      reason: 'not-an-image',
      message: 'the file is neither JPEG nor PNG',
    });
  });

  it('leaves nothing where it was uploaded, and has each picture labelled once', async () => {
    expect(await bucket.keys('upload/')).toEqual([]);
    expect(outcomes.size).toBe(persons.length + quiet.length + 1);
    expect(pipeline.labels.calls()).toBe(persons.length + quiet.length);
  });

  it('keeps a message that it cannot read with the dead letters, and stops for none', async () => {
    const { stack, owner } = cloud;
    const { dead_letter_queue_urls, queue_urls, undelivered_queue_url } = stack.outputs;
    for (const url of Object.values(dead_letter_queue_urls)) {
      expect(await countMessages(owner.sqs, url)).toBe(1);
    }
    for (const url of [...Object.values(queue_urls), undelivered_queue_url]) {
      expect(await countMessages(owner.sqs, url)).toBe(0);
    }
  });

  it('changes nothing when S3 tells of its pictures again', async () => {
    const [before, labelled] = [await bucket.objects(), pipeline.labels.calls()];
    for (const { record } of outcomes.values()) {
      const { versionId, ...image } = record.event.detail;
      await send('classifier', formatS3Notification({ ...image, ...(versionId && { versionId }) }));
    }
    await pipeline.host.drained();
    expect(await bucket.objects()).toEqual(before);
    expect(await inbox.takeAll()).toEqual([]);
    expect(pipeline.labels.calls()).toBe(labelled);
  });

  it('makes these calls for one more quiet picture', async () => {
    // Whoever comes alone finds the alarm list too old to be used unseen.
    await sleep(5_000);
    pipeline.gate.takeCounts();
    await upload(...later);
    await pipeline.host.drained();
    expect(pipeline.gate.takeCounts()).toMatchInlineSnapshot(`
      {
        "intellicam-test-classifier": {
          "events:PutEvents": 1,
          "rekognition:DetectLabels": 1,
          "s3:GetObject": 4,
          "s3:PutObject": 2,
        },
        "intellicam-test-mover": {
          "s3:CopyObject": 1,
          "s3:DeleteObject": 1,
          "s3:HeadObject": 2,
        },
        "intellicam-test-thumbnailer": {
          "s3:GetObject": 1,
          "s3:PutObject": 2,
        },
      }
    `);
  });

  it('asks for nothing that its roles do not grant, and never fails as a whole', () => {
    expect(pipeline.gate.refusals()).toEqual([]);
    expect(pipeline.host.failures()).toEqual([]);
  });
});

describe('the stack', () => {
  it('would change nothing when it is deployed again', () => {
    expect(secondPlan).toEqual([]);
  });

  it('leaves nothing behind when it is destroyed', async () => {
    await pipeline.stop();
    await inbox.close();
    await bucket.clear();
    await cloud.stack.destroy();
    expect(await leftOvers(cloud)).toEqual([]);
  }, 300_000);
});

async function upload(...pictures: readonly CameraPicture[]): Promise<void> {
  for (const { file, bytes } of pictures) await bucket.put(`upload/garden/${file}`, bytes);
}

async function send(consumer: string, MessageBody: string): Promise<void> {
  const QueueUrl = cloud.stack.outputs.queue_urls[consumer];
  await cloud.owner.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
}

function outcomeOf(file: string): PictureOutcome {
  const outcome = outcomes.get(`upload/garden/${file}`);
  if (outcome === undefined) throw new Error(`nothing became of ${file}`);
  return outcome;
}
