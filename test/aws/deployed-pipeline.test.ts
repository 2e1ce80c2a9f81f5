import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { PurgeQueueCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CameraIncidentsSchema } from '../../contracts/camera-incidents.ts';
import { localHour } from '../../contracts/capture-time.ts';
import { eventExamples } from '../../contracts/event-example.ts';
import { MonthSummarySchema } from '../../contracts/gallery-index.ts';
import { monthSummaryKey } from '../../contracts/gallery-key.ts';
import { eventSource } from '../../contracts/image-event.ts';
import { recordKey } from '../../contracts/object-key.ts';
import { turnedKey } from '../../contracts/picture-places.ts';
import { quietPictureUsage } from '../../contracts/picture-usage.ts';
import { formatS3Notification } from '../../contracts/s3-notification.ts';
import { incidentsKey } from '../../contracts/state-key.ts';
import { formatWakeUp } from '../../contracts/wake-up.ts';
import { readDeployedGallery } from '../edge/deployed-gallery.ts';
import { type CliRun, runCli } from '../run-cli.ts';
import { alarmInbox, type Told } from './alarm-inbox.ts';
import type { CallCounts } from './aws-gate.ts';
import { bucketView } from './bucket-view.ts';
import { countMessages } from './count-messages.ts';
import { timeZone } from './deploy-stack.ts';
import type { DeployedPipeline } from './deployed-part.ts';
import { emulatedAccount, type RunningPipeline } from './emulated-account.ts';
import { type CameraPicture, footagePictures, gardenPictures } from './garden-pictures.ts';
import { leftOvers } from './left-overs.ts';
import type { SentMail } from './mail-box.ts';
import { outlastThrottling } from './outlast-throttling.ts';
import { type PictureOutcome, readOutcomes } from './picture-outcome.ts';
import { keepsAStolenKeyOut } from './stolen-key.ts';
import { tellsOfTrouble } from './tells-of-trouble.ts';
import { describeWebhooks } from './webhooks-in-deployment.ts';

const FindingsSchema = v.object({
  findings: v.array(v.object({ check: v.string(), state: v.string() })),
});

let cloud: Awaited<ReturnType<typeof emulatedAccount>>;
let pipeline: RunningPipeline;
let bucket: ReturnType<typeof bucketView>;
let inbox: Awaited<ReturnType<typeof alarmInbox>>;
let secondPlan: readonly string[];
let told: readonly Told[];
let mails: readonly SentMail[];
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
  await forgetWakeUps();
  told = await inbox.takeAll();
  mails = pipeline.gate.takeMails();
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

  it('tells whoever subscribed of each person, alone or in a digest, and of nothing else', async () => {
    const key = incidentsKey('garden');
    const { incidents, digests } = v.parse(CameraIncidentsSchema, await bucket.json(key));
    const deliveries = incidents.flatMap(({ pictures }) => pictures);
    expect(deliveries.map(({ imageId }) => imageId).toSorted()).toEqual(
      persons.map(({ file }) => outcomeOf(file).record.event.detail.imageId).toSorted(),
    );
    expect(digests.map(({ state }) => state)).toEqual(digests.map(() => 'sent'));
    // Two of the garden's pictures are of one visit.
    expect(digests.length).toBeGreaterThan(0);
    const alone = deliveries.filter(({ delivery }) => delivery.state === 'sent');
    const held = deliveries.filter(({ delivery: d }) => d.state === 'held' && d.digest);
    expect(alone.length + held.length).toBe(persons.length);
    const subjects = told.map(({ subject }) => subject);
    expect(subjects.filter((subject) => /garden: person/i.test(subject))).toHaveLength(
      alone.length,
    );
    expect(subjects.filter((subject) => /more picture/.test(subject))).toHaveLength(digests.length);
    // And one of what could not be read.
    expect(told).toHaveLength(alone.length + digests.length + 1);
  });

  it('mails each of them with its picture, to everybody, as one thread for each visit', async () => {
    expect(mails).toHaveLength(told.length);
    const ofVisits = mails.filter(({ text: raw }) => !/could not be read/.test(raw));
    for (const { to, text: raw } of ofVisits) {
      const mail = raw.replaceAll('=\r\n', '');
      expect(to).toContain('owner@example.org');
      expect(to).toContain('anna@example.org');
      expect(mail).toContain('From: IntelliCam <camera@example.org>');
      expect(mail).toMatch(/^References: <visit-[0-9a-f]+@example\.org>/m);
      expect(mail).toMatch(/https:\/\/[\w.]+\/enter\?p=3D/);
    }
    const pictures = mails.filter(({ text: mail }) => mail.includes('Content-ID: <picture>'));
    expect(pictures).toHaveLength(told.filter(({ text: said }) => /Why it rang/.test(said)).length);
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

  it('puts what is no picture aside, says why, and tells the owner', async () => {
    const { record, entry, filed } = outcomeOf(text.file);
    expect(record.event).toMatchObject({ type: 'ImageRejected' });
    expect(filed).toEqual(new Uint8Array(text.bytes));
    expect(entry).toMatchObject({ outcome: 'rejected', key: `jpg_error/garden/${text.file}` });
    expect(await bucket.json(`jpg_error/garden/${text.file}.json`)).toMatchObject({
      reason: 'not-an-image',
      message: 'the file is neither JPEG nor PNG',
    });
    const mails = told.filter(({ subject }) => subject === 'Error processing image garden');
    expect(mails).toHaveLength(1);
    expect(mails[0]?.text).toContain(`jpg_error/garden/${text.file}`);
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
    await forgetWakeUps();
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
    const counts = pipeline.gate.takeCounts();
    expect(countOf(counts, ['s3:PutObject', 's3:CopyObject'])).toBe(quietPictureUsage.s3Puts);
    expect(countOf(counts, ['s3:GetObject', 's3:HeadObject'])).toBe(quietPictureUsage.s3Gets);
    expect(countOf(counts, ['rekognition:DetectLabels'])).toBe(quietPictureUsage.rekognitionImages);
    expect(countOf(counts, ['events:PutEvents'])).toBe(quietPictureUsage.events);
    // Only the first of several pictures asks for a count.
    const thumbnailer = 'intellicam-test-thumbnailer';
    const { 'sqs:SendMessage': _, ...calls } = counts[thumbnailer] ?? {};
    expect({ ...counts, [thumbnailer]: calls }).toMatchInlineSnapshot(`
      {
        "intellicam-test-camera-garden": {
          "s3:PutObject": 1,
        },
        "intellicam-test-classifier": {
          "events:PutEvents": 1,
          "rekognition:DetectLabels": 1,
          "s3:GetObject": 5,
          "s3:PutObject": 2,
        },
        "intellicam-test-mover": {
          "s3:CopyObject": 1,
          "s3:DeleteObject": 1,
        },
        "intellicam-test-thumbnailer": {
          "s3:GetObject": 1,
          "s3:PutObject": 2,
        },
      }
    `);
  });

  describe('tells', () => tellsOfTrouble(deployed));

  it('lets pictures wait while Rekognition throttles, and gives none of them up', async () => {
    const held = ['a', 'b', 'c', 'd'].map((name) => ({
      ...{ file: `held-${name}.jpg`, bytes: quiet[0]?.bytes ?? Buffer.of() },
    }));
    const { meanwhile, after } = await outlastThrottling({ pipeline, bucket, upload }, held);
    expect(meanwhile).toMatchObject({ state: 'down', reason: 'throttled', held: 4 });
    expect(after).toEqual({ schemaVersion: 1, state: 'up' });
    for (const { file } of held) {
      expect(await bucket.keys(`jpg_quiet/garden/${file}`)).toHaveLength(1);
    }
    const { dead_letter_queue_urls: urls } = cloud.stack.outputs;
    expect(await countMessages(cloud.owner.sqs, urls.classifier)).toBe(1);
  });

  it('counts the pictures of a day and its month, and what was said of them', async () => {
    const [person] = persons;
    const { record } = outcomeOf(person?.file ?? '');
    const { imageId, camera, capturedAt } = record.event.detail;
    const { day, hour } = localHour(capturedAt, timeZone);
    const detail = {
      ...{ ...eventExamples.FeedbackGiven.detail, imageId, camera, capturedAt },
      recordKey: recordKey(camera, day, imageId),
    };
    const event = { source: eventSource, 'detail-type': 'FeedbackGiven', detail };
    await send('thumbnailer', JSON.stringify(event));
    await pipeline.host.drained();
    const due = { schemaVersion: 1, correlationId: imageId, day } as const;
    const hourDue = { type: 'SummaryDue', detail: { ...due, hour, camera } } as const;
    await send('thumbnailer', formatWakeUp(hourDue));
    await pipeline.host.drained();
    const monthDue = { type: 'MonthDue', detail: { ...due, dueAt: capturedAt } } as const;
    await send('thumbnailer', formatWakeUp(monthDue));
    await pipeline.host.drained();
    const month = v.parse(MonthSummarySchema, await bucket.json(monthSummaryKey(day.slice(0, 7))));
    expect(month.days[day]?.[camera]?.alarm).toBeGreaterThan(0);
    expect(month.days[day]?.[camera]?.judged['not-an-alarm']).toBe(1);
  });

  it('shows the picture itself where there is no thumbnail yet', async () => {
    pipeline.gate.takeMails();
    const { event } = outcomeOf(persons[0]?.file ?? '').record;
    const again = { camera: 'lane', imageId: 'again', capturedAt: new Date().toISOString() };
    const detail = { ...event.detail, ...again };
    const repeated = { source: eventSource, 'detail-type': event.type, detail };
    await send('notifier', JSON.stringify(repeated));
    await pipeline.host.drained();
    expect(pipeline.gate.takeMails()).toMatchObject([
      { text: expect.stringContaining('Content-ID: <picture>') },
    ]);
    expect(await inbox.takeAll()).toHaveLength(1);
  });

  it('tells only those whom a rule names', async () => {
    const inboxFor = (name: string) =>
      alarmInbox(cloud.owner, cloud.stack.outputs.alarm_topic_arn, {
        QueueName: `inbox-${name}`,
        filter: { tell: [{ exists: false }, 'everybody', name] },
      });
    const [annas, bens] = [await inboxFor('anna'), await inboxFor('ben')];
    pipeline.gate.takeMails();
    const example = eventExamples.ImageClassified.detail;
    const [match] = example.matches;
    const detail = {
      ...{
        ...example,
        camera: 'porch',
        imageId: 'for-anna',
        matches: [{ ...match, tell: ['anna'] }],
      },
      capturedAt: new Date().toISOString(),
    };
    const event = { source: eventSource, 'detail-type': 'ImageClassified', detail };
    await send('notifier', JSON.stringify(event));
    await pipeline.host.drained();
    expect(await annas.takeAll()).toHaveLength(1);
    expect(await bens.takeAll()).toEqual([]);
    const newest = pipeline.gate.takeMails().map(({ to }) => to);
    expect(newest).toEqual([expect.stringContaining('anna@example.org')]);
    expect(newest[0]).not.toContain('owner@example.org');
    await Promise.all([annas.close(), bens.close(), inbox.takeAll()]);
  });

  it('asks for nothing that its roles do not grant, and never fails as a whole', () => {
    expect(pipeline.gate.refusals()).toEqual([]);
    expect(pipeline.host.failures()).toEqual([]);
  });

  it('is granted nothing that it does not need', () => {
    // Nothing is an hour old here: what the sweeper does then is tried in test/sweep.test.ts.
    const unused = pipeline.host.unusedGrants().filter((one) => !one.includes('-sweeper: '));
    expect(unused).toEqual([]);
  });
});

describe('the gallery', () => {
  let cookie: string;

  async function link(...args: readonly string[]): Promise<URL> {
    const { stdout } = await ownersCommand('gallery', 'link', ...args);
    return new URL(v.parse(v.object({ url: v.string() }), JSON.parse(stdout)).url);
  }

  async function enter({ search }: URL): Promise<Response> {
    return fetch(`${pipeline.edge.url}/enter${search}`, { redirect: 'manual' });
  }

  function look(path: string, options: RequestInit = {}): Promise<Response> {
    return fetch(`${pipeline.edge.url}${path}`, {
      ...options,
      headers: { cookie, ...options.headers },
    });
  }

  function give(body: string, sha256: string): Promise<Response> {
    const fromPage = {
      ...{ 'content-type': 'application/json', 'x-intellicam': '1' },
      ...{ origin: 'https://whatever', 'sec-fetch-site': 'same-origin' },
    };
    const headers = { ...fromPage, 'x-amz-content-sha256': sha256 };
    return look('/api/feedback', { method: 'POST', body, headers });
  }

  function pictureOf({ file }: CameraPicture) {
    const { record, entry } = outcomeOf(file);
    return { recordKey: entry?.recordKey ?? '', path: `/${record.event.detail.destinationKey}` };
  }

  beforeAll(async () => {
    const entered = await enter(await link());
    expect([entered.status, entered.headers.get('location')]).toEqual([302, '/gallery/index.html']);
    cookie = entered.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ');
  });

  it('lets in who has a link: to the page, the index, pictures and records', async () => {
    const { path, recordKey } = pictureOf(persons[0] as CameraPicture);
    const page = await look('/gallery/index.html');
    expect([page.status, page.headers.get('content-type')]).toEqual([
      200,
      'text/html; charset=utf-8',
    ]);
    for (const one of ['/', '/gallery/app.js', '/gallery/index/days.json', path, `/${recordKey}`]) {
      expect([one, (await look(one)).status]).toEqual([one, 200]);
    }
    const features = await look('/api/features');
    expect(await features.json()).toEqual({ feedback: true, download: false });
  });

  it('shows nobody anything without cookies, with expired ones, or with those of another key', async () => {
    const kept = cookie;
    const refused = async () => {
      const answers = [
        '/gallery/index.html',
        '/api/features',
        pictureOf(persons[0] as CameraPicture).path,
      ];
      const statuses = await Promise.all(answers.map(async (path) => (await look(path)).status));
      expect(statuses).toEqual([403, 403, 403]);
    };
    cookie = '';
    await refused();
    cookie = kept.replace(/Signature=./, 'Signature=x');
    await refused();
    cookie = kept;
    pipeline.edge.setClock(() => new Date(Date.now() + 8 * 24 * 60 * 60_000));
    await refused();
    pipeline.edge.setClock(() => new Date());
    const gallery = await readDeployedGallery(cloud.stack.folder);
    const revoked = new Map([...gallery.keyGroups.keys()].map((id) => [id, new Map()] as const));
    pipeline.edge.replace({ ...gallery, keyGroups: revoked });
    await refused();
    pipeline.edge.replace(gallery);
  });

  it('keeps to itself what the page does not show', async () => {
    expect((await look('/config/reko_alarms.csv')).status).toBe(403);
    expect((await look('/gallery/index.html', { method: 'POST' })).status).toBe(403);
    expect((await enter(new URL('https://x/enter?day=//evil.example'))).status).toBe(403);
  });

  it('takes a judgement, and the picture is moved', async () => {
    const [picture] = quiet;
    if (picture === undefined) throw new Error('there is no quiet picture');
    const { recordKey, path } = pictureOf(picture);
    const body = JSON.stringify({ recordKey, verdict: 'missed' });
    expect((await give(body, 'unhashed')).status).toBe(403);
    const given = await give(body, createHash('sha256').update(body).digest('hex'));
    expect([given.status, await given.text()]).toEqual([204, '']);
    await pipeline.host.drained();
    const feedback = await look(`/${recordKey.replace('records/', 'feedback/')}`);
    expect(await feedback.json()).toMatchObject({ verdict: 'missed' });
    expect((await look(path)).status).toBe(403);
    const { imageId } = outcomeOf(picture.file).record.event.detail;
    const moved = await look(`/${turnedKey(path.slice(1), imageId)}`);
    expect(new Uint8Array(await moved.arrayBuffer())).toEqual(new Uint8Array(picture.bytes));
  });

  it('asks for nothing that its roles do not grant', () => {
    expect(pipeline.gate.refusals()).toEqual([]);
    expect(pipeline.host.failures()).toEqual([]);
  });
});

describeWebhooks(() => ({ ...cloud, pipeline, inbox, command: ownersCommand }));

describe('the owner', () => {
  it('is told by doctor that nothing is broken, and of the messages that could not be read', async () => {
    const { code, stdout } = await ownersCommand('doctor');
    const { findings } = v.parse(FindingsSchema, JSON.parse(stdout));
    const problems = findings.filter(({ state }) => state === 'problem');
    expect(problems).not.toEqual([]);
    for (const { check } of problems) expect(check).toMatch(/dead letters/);
    expect(code).toBe(1);
  });

  it('sees a test picture through to the end', async () => {
    const { code, stdout } = await ownersCommand('smoke', '--camera', 'garden');
    expect(JSON.parse(stdout)).toMatchObject({ verdict: 'alarm', camera: 'garden', missing: [] });
    expect(code).toBe(0);
    expect(await inbox.takeAll()).toHaveLength(1);
  });

  it('can send a test message by every channel', async () => {
    const { code, stdout } = await ownersCommand('notify', 'test');
    expect(JSON.parse(stdout)).toMatchObject({
      channels: [
        { channel: 'sns', state: 'sent' },
        { channel: 'mail', state: 'sent' },
      ],
    });
    expect(code).toBe(0);
    expect(await inbox.takeAll()).toMatchObject([{ subject: 'This is a test of IntelliCam' }]);
  });
});

describe('a stolen camera key', () => keepsAStolenKeyOut(deployed));

describe('the stack', () => {
  it('would change nothing when it is deployed again', () => {
    expect(secondPlan).toEqual([]);
  });

  it('leaves nothing behind when it is destroyed', async () => {
    await pipeline.stop();
    await inbox.close();
    await bucket.clear();
    expect((await ownersCommand('webhook', 'forget', 'chat')).code).toBe(0);
    await cloud.stack.destroy();
    expect(await leftOvers(cloud)).toEqual([]);
  }, 300_000);
});

async function upload(...pictures: readonly CameraPicture[]): Promise<void> {
  for (const { file, bytes } of pictures) await put(`upload/garden/${file}`, bytes);
}

/** Puts an object with the camera's key, as the uploader does. */
async function put(Key: string, Body: Uint8Array): Promise<void> {
  const Bucket = cloud.stack.outputs.bucket;
  await pipeline.garden.send(new PutObjectCommand({ Bucket, Key, Body, IfNoneMatch: '*' }));
}

async function send(consumer: string, MessageBody: string): Promise<void> {
  const QueueUrl = cloud.stack.outputs.queue_urls[consumer];
  await cloud.owner.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
}

function deployed(): DeployedPipeline {
  return { pipeline, bucket, inbox, bucketName: cloud.stack.outputs.bucket, put, send };
}

/** What is put off for a minute would otherwise be counted among what somebody else does. */
async function forgetWakeUps(): Promise<void> {
  const QueueUrl = cloud.stack.outputs.queue_urls.thumbnailer;
  await cloud.owner.sqs.send(new PurgeQueueCommand({ QueueUrl }));
}

/** Runs a command with the owner's rights, in the folder of the deployment. */
function ownersCommand(...args: readonly string[]): Promise<CliRun> {
  const config = join(cloud.stack.folder, 'intellicam.yaml');
  return runCli([...args, '--json', '--config', config], undefined, cloud.ownersEnvironment);
}

function countOf(counts: CallCounts, operations: readonly string[]): number {
  return Object.values(counts)
    .flatMap((ofCaller) => operations.map((operation) => ofCaller[operation] ?? 0))
    .reduce((sum, count) => sum + count, 0);
}

function outcomeOf(file: string): PictureOutcome {
  const outcome = outcomes.get(`upload/garden/${file}`);
  if (outcome === undefined) throw new Error(`nothing became of ${file}`);
  return outcome;
}
