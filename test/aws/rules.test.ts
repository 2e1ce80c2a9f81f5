import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DeleteBucketCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, expect, it, onTestFinished } from 'vitest';
import { eventExamples } from '../../contracts/event-example.ts';
import type { ImageRecord } from '../../contracts/image-record.ts';
import { alarmRulesKey, recordKey } from '../../contracts/object-key.ts';
import { s3BlobStore } from '../../runtime/aws/s3-blob-store.ts';
import type { BlobStore } from '../../runtime/blob-store.ts';
import { ruleSource } from '../../services/classifier/rules/rule-source.ts';
import { surroundings } from '../adapters/surroundings.ts';
import { runCli } from '../run-cli.ts';
import { emulatorClients, region } from './emulator-clients.ts';
import { ownerFolder } from './owner-folder.ts';
import { startMoto } from './start-moto.ts';

const rules = 'rules:\n  - { name: sure, labels: Person, threshold: 99 }\n';

let moto: Awaited<ReturnType<typeof startMoto>>;
let clients: ReturnType<typeof emulatorClients>;
let owner: Awaited<ReturnType<typeof ownerFolder>>;
let blobs: BlobStore;
let file: string;

beforeAll(async () => {
  moto = await startMoto();
  clients = emulatorClients(moto.endpoint, { accessKeyId: 'test', secretAccessKey: 'test' });
  Object.assign(process.env, {
    ...{ AWS_ENDPOINT_URL: moto.endpoint, AWS_REGION: region },
    ...{ AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' },
  });
});
afterAll(() => moto.close());
beforeEach(async () => {
  owner = await ownerFolder(clients);
  onTestFinished(owner.close);
  blobs = s3BlobStore({ client: clients.s3, bucket: owner.bucket });
  file = join(owner.folder, 'alarms.yaml');
  await writeFile(file, rules);
});

/** Records the example event as if the picture had been taken an hour ago. */
async function record(): Promise<string> {
  const { detail } = eventExamples.ImageClassified;
  const capturedAt = new Date(Date.now() - 3_600_000).toISOString();
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin' }).format(
    new Date(capturedAt),
  );
  const written: ImageRecord = {
    ...{ schemaVersion: 1, recordedAt: capturedAt, labels: detail.labels },
    event: { type: 'ImageClassified', detail: { ...detail, capturedAt } },
  };
  const key = recordKey(detail.camera, day, detail.imageId);
  await blobs.put(key, Buffer.from(JSON.stringify(written)));
  return key;
}

it('push puts rules into the bucket, and the classifier says which version it used', async () => {
  const run = await runCli(['rules', 'push', file, '--config', owner.config]);
  expect(run).toMatchObject({ code: 0, stderr: '' });
  const place = `s3://${owner.bucket}/${alarmRulesKey}`;
  expect(run.stdout).toBe(`${place} is ${file} now; it counts within a minute\n`);
  const stored = await blobs.get(alarmRulesKey);
  expect(new TextDecoder().decode(stored?.bytes)).toBe(rules);
  const { version } = await ruleSource({ ...surroundings(), blobs }).current();
  expect(version).toEqual({
    ...{ source: alarmRulesKey, etag: stored?.etag, versionId: stored?.versionId },
  });
  expect(version.versionId).toBeTruthy();
});

it('simulate finds the records of the configured cameras without an index', async () => {
  await record();
  const run = await runCli(['rules', 'simulate', file, '--config', owner.config, '--json']);
  expect(run).toMatchObject({ code: 0, stderr: '' });
  expect(JSON.parse(run.stdout)).toMatchObject({
    ...{ pictures: 1, rang: 1, wouldRing: 0 },
    noLonger: { newest: [{ camera: 'garden', reason: 'sure: Person 98.4 < 99 → quiet' }] },
  });
  expect(await blobs.get(alarmRulesKey)).toBeUndefined();
});

it('why reads a record of before the rules', async () => {
  const key = await record();
  const named = `s3://${owner.bucket}/${key}`;
  const run = await runCli(['why', named, '--config', owner.config]);
  expect(run).toMatchObject({ code: 0, stderr: '' });
  expect(run.stdout).toContain(
    'It was judged before records kept the reasons.\nPerson: Person 98.4',
  );
});

it('says in one sentence what AWS refuses', async () => {
  await clients.s3.send(new DeleteBucketCommand({ Bucket: owner.bucket }));
  const run = await runCli(['rules', 'push', file, '--config', owner.config]);
  expect(run).toMatchObject({ code: 1, stdout: '' });
  expect(run.stderr.trimEnd().split('\n')).toHaveLength(1);
  expect(run.stderr).toContain('intellicam: push ');
});
