import { randomBytes } from 'node:crypto';
import { uploadKey } from '../../contracts/object-key.ts';
import { UnansweredError } from '../../runtime/aws/owner/ask.ts';
import { followPicture, type Journey } from '../../runtime/aws/owner/follow-picture.ts';
import { ownerClients } from '../../runtime/aws/owner/owner-clients.ts';
import { sendPicture } from '../../runtime/aws/owner/send-picture.ts';
import { type SentPicture, testPictureName } from '../../runtime/aws/owner/sent-picture.ts';
import { s3BlobStore } from '../../runtime/aws/s3-blob-store.ts';
import type { BlobStore } from '../../runtime/blob-store.ts';
import { parseOptions } from '../../runtime/parse-options.ts';
import { UsageError } from '../../runtime/usage-error.ts';
import { findDeployment } from './find-deployment.ts';
import { judgeJourney, type Verdict } from './judge-journey.ts';
import { orOneSentence } from './or-one-sentence.ts';
import { parseCamera } from './parse-subscriber.ts';
import { announcement, hopText, printHops } from './print-hops.ts';
import { testPicture } from './test-picture.ts';

const options = {
  camera: { type: 'string', default: 'smoke-test' },
  picture: { type: 'string' },
  timeout: { type: 'string', default: '120' },
  config: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

/** `intellicam smoke`: sends a test picture through the deployed pipeline and times each hop. */
export async function smokeCommand(args: readonly string[]): Promise<number> {
  const values = parseOptions(args, options);
  const camera = parseCamera(values.camera);
  const timeoutSeconds = parseTimeout(values.timeout);
  const { bytes, format } = await testPicture(values.picture);
  const { configuration, deployment } = await findDeployment(values.config);
  const { bucket, region } = deployment;
  const { timeZone } = configuration;
  const { s3 } = ownerClients(region);
  const show = values.json ? undefined : printHops;
  return orOneSentence('send a test picture', async () => {
    (values.json ? process.stderr : process.stdout).write(announcement(camera));
    const name = testPictureName(new Date(), randomBytes(3).toString('hex'), format ?? 'jpeg');
    const key = uploadKey(camera, name);
    const contentType = format === undefined ? 'application/octet-stream' : `image/${format}`;
    const picture = await sendPicture(s3, { bucket, timeZone }, { key, bytes, contentType });
    const startedAt = performance.now();
    show?.hop('uploaded', 0, key);
    const journey = await followPicture(ownersBlobs(s3BlobStore({ client: s3, bucket })), picture, {
      timeoutSeconds,
      onSighting: ({ hop, seconds }, record) =>
        show?.hop(hop, seconds, hopText(hop, picture, record)),
    });
    const seconds = (performance.now() - startedAt) / 1000;
    const isDrawn = values.picture === undefined;
    const verdict = judgeJourney(journey, deployment, { isDrawn, seconds });
    show?.verdict(verdict);
    if (values.json) process.stdout.write(`${JSON.stringify(asJson(picture, journey, verdict))}\n`);
    return verdict.verdict === 'alarm' || verdict.verdict === 'quiet' ? 0 : 1;
  });
}

function parseTimeout(text: string): number {
  const seconds = Number(text);
  if (/^\d+$/.test(text) && seconds >= 1 && seconds <= 3600) return seconds;
  throw new UsageError(`--timeout needs a number of seconds from 1 to 3600, not "${text}"`);
}

// The store tells which object it was about; the owner has to know which right it took.
function ownersBlobs({ get }: BlobStore): Pick<BlobStore, 'get'> {
  return {
    get: (key, how) =>
      get(key, how).catch((error: unknown) => {
        const cause = error instanceof Error ? (error.cause ?? error) : error;
        throw new UnansweredError('s3:GetObject', cause);
      }),
  };
}

function asJson(picture: SentPicture, { record, sightings, missing }: Journey, verdict: Verdict) {
  const event = record?.event;
  const isClassified = event?.type === 'ImageClassified';
  return {
    verdict: verdict.verdict,
    ...{ camera: picture.camera, imageId: picture.imageId, key: picture.key },
    labels: (record?.labels ?? []).map(({ name, confidence }) => ({ name, confidence })),
    rules: isClassified ? [...new Set(event.detail.matches.map(({ rule }) => rule))] : [],
    ...(event?.type === 'ImageRejected' ? { reason: event.detail.message } : {}),
    hops: [
      { hop: 'uploaded', seconds: 0 },
      ...sightings.map(({ hop, seconds }) => ({ hop, seconds: Number(seconds.toFixed(2)) })),
    ],
    ...{ missing, tell: verdict.tell },
  };
}
