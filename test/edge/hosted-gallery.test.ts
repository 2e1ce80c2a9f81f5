import { createHash, generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { eventExamples } from '../../contracts/event-example.ts';
import type { DomainEvent } from '../../contracts/image-event.ts';
import { answerApi } from '../../runtime/aws/feedback-handler.ts';
import { signGalleryLink } from '../../runtime/aws/sign-gallery-link.ts';
import { projectFile } from '../../runtime/project-file.ts';
import { acceptFeedback } from '../../services/feedback/accept-feedback.ts';
import { surroundings } from '../adapters/surroundings.ts';
import { type TemporaryStore, temporaryStore } from '../adapters/temporary-store.ts';
import type { DeployedGallery } from './deployed-gallery.ts';
import { startGalleryEdge } from './gallery-edge.ts';
import { synthesisedGallery } from './synthesised-gallery.ts';

const { publicKey, privateKey } = generateKeyPairSync('rsa', {
  ...{ modulusLength: 2048, publicKeyEncoding: { type: 'spki', format: 'pem' } },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const signer = { domain: 'd1.cloudfront.net', keyId: 'KEDGE', privateKey };
const { recordKey } = eventExamples.FeedbackGiven.detail;
const picture = 'jpg_alarm/garden/20261120T130211Z-03.jpg';
const endedPage = readFileSync(projectFile('infra', 'edge', 'ended.html'), 'utf8');
const tomorrow = () => new Date(Date.now() + 24 * 60 * 60_000);

let store: TemporaryStore;
let gallery: DeployedGallery;
let edge: Awaited<ReturnType<typeof startGalleryEdge>>;
let cookie: string;
const published: DomainEvent[] = [];

beforeAll(async () => {
  store = await temporaryStore();
  gallery = await synthesisedGallery({ publicKey, domain: signer.domain });
  const events = { publish: async (told: readonly DomainEvent[]) => void published.push(...told) };
  const deps = { ...surroundings(), blobs: store.blobs, events };
  edge = await startGalleryEdge({
    ...{ gallery, bucket: 'pictures' },
    read: async (key) => {
      const blob = await store.blobs.get(key);
      return blob && { contentType: 'any', bytes: blob.bytes };
    },
    invoke: (event) => answerApi(event as APIGatewayProxyEventV2, deps, acceptFeedback),
  });
  const { type, detail } = eventExamples.ImageClassified;
  const record = {
    schemaVersion: 1,
    recordedAt: detail.capturedAt,
    event: { type, detail },
    labels: [],
  };
  await put(recordKey, JSON.stringify(record));
  await put('entry/ended.html', endedPage);
  for (const key of ['gallery/index.html', picture, 'state/watch/garden.json']) await put(key, key);
  for (const key of [...hidden]) await put(key, 'hidden');
});

afterAll(async () => {
  await edge.close();
  await store.close();
});

beforeEach(async () => {
  cookie = await cookiesOf(signGalleryLink(signer, {}, tomorrow()));
});

const hidden = ['config/alarms.yaml', 'csv_alarm/garden/a.jpg.csv', 'state/alerts/a.json'].concat(
  ...['state/incidents/mutes/all.json', 'state/seen/garden.json', 'upload/garden/a.jpg'],
);

async function put(key: string, text: string): Promise<void> {
  await store.blobs.put(key, new TextEncoder().encode(text));
}

async function cookiesOf(link: string): Promise<string> {
  const url = `${edge.url}/enter${new URL(link).search}`;
  const entered = await fetch(url, { redirect: 'manual' });
  expect(entered.status).toBe(302);
  const pairs = entered.headers.getSetCookie().map((one) => one.split(';')[0]);
  return pairs.join('; ');
}

async function look(path: string, options: RequestInit = {}): Promise<readonly [number, string]> {
  const headers = { cookie, ...options.headers };
  const answer = await fetch(edge.url + path, { ...options, headers });
  return [answer.status, answer.headers.get('x-reason') ?? (await answer.text())];
}

function give(body: string, sha256 = createHash('sha256').update(body).digest('hex')) {
  const headers = {
    ...{ 'content-type': 'application/json', 'x-intellicam': '1' },
    ...{ 'sec-fetch-site': 'same-origin', 'x-amz-content-sha256': sha256 },
  };
  return look('/api/feedback', { method: 'POST', body, headers });
}

describe('the distribution, with a link', () => {
  it('shows the page, its index, pictures and records', async () => {
    expect(await look('/')).toEqual([200, 'gallery/index.html']);
    expect(await look(`/${picture}`)).toEqual([200, picture]);
    expect(await look('/state/watch/garden.json')).toEqual([200, 'state/watch/garden.json']);
    expect((await look(`/${recordKey}`))[0]).toBe(200);
    expect((await look('/api/features'))[1]).toBe('{"feedback":true,"download":false}');
  });

  it.each(hidden)('does not show %s', async (key) => {
    expect(await look(`/${key}`)).toEqual([403, 'bucket policy']);
  });

  it('takes a judgement whose hash the browser tells', async () => {
    const body = JSON.stringify({ recordKey, verdict: 'not-an-alarm' });
    expect(await give(body, 'none')).toEqual([403, 'payload hash']);
    expect(await give(body)).toEqual([204, '']);
    expect(published).toMatchObject([{ type: 'FeedbackGiven' }]);
    const [status, kept] = await look(`/${recordKey.replace('records/', 'feedback/')}`);
    expect([status, JSON.parse(kept)]).toMatchObject([200, { verdict: 'not-an-alarm' }]);
  });

  it('takes nothing else', async () => {
    expect((await look('/gallery/index.html', { method: 'PUT', body: 'x' }))[0]).toBe(403);
  });
});

describe('whoever is not let in', () => {
  const read = async (path: string, options: RequestInit = {}) => {
    const headers = { cookie, ...options.headers };
    const answer = await fetch(edge.url + path, { ...options, headers });
    return [answer.status, answer.headers.get('content-type'), await answer.text()];
  };
  const told = [403, 'any', endedPage];

  it('is told that the link has ended, whatever it led to', async () => {
    cookie = await cookiesOf(signGalleryLink(signer, {}, new Date(Date.now() - 1000)));
    for (const path of ['/', '/gallery/index.html', `/${picture}`, '/api/features']) {
      expect(await read(path)).toEqual(told);
    }
    expect(await read('/gallery/index.html', { method: 'HEAD' })).toEqual([403, 'any', '']);
  });

  it('is let in at once by a new one', async () => {
    cookie = await cookiesOf(signGalleryLink(signer, {}, new Date(Date.now() - 1000)));
    expect(await read('/')).toEqual(told);
    cookie = await cookiesOf(signGalleryLink(signer, {}, tomorrow()));
    expect((await look('/'))[0]).toBe(200);
  });

  it('sees what belongs to that page, and nothing else', async () => {
    cookie = '';
    await put('entry/ended.css', 'p {}');
    expect(await look('/entry/ended.css')).toEqual([200, 'p {}']);
    expect(await look('/entry/../config/alarms.yaml')).toEqual([403, 'no cookies']);
    expect(await look('/entry/%2e%2e/config/alarms.yaml')).toEqual([403, 'no cookies']);
    expect(await look('/entry/..%2fconfig/alarms.yaml')).toEqual([403, 'missing']);
    expect((await look('/entry/ended.css', { method: 'PUT', body: 'x' }))[0]).toBe(403);
  });

  it('is told what is wrong with a link by the way in itself', async () => {
    const sentence = expect.stringContaining('This is no link to the gallery.');
    expect(await read('/enter?p=1')).toEqual([403, 'text/plain; charset=utf-8', sentence]);
  });

  it('is refused as before when the page is not there', async () => {
    cookie = '';
    const nowhere = { error_code: 403, response_code: 403, response_page_path: '/entry/no.html' };
    edge.replace({ ...gallery, errorResponses: [nowhere] });
    expect(await look('/')).toEqual([403, 'missing']);
    edge.replace(gallery);
  });
});

describe('the distribution', () => {
  const paths = ['/', '/gallery/index.html', `/${picture}`, '/api/features', '/api/feedback'];
  const refuses = async (why: string) => {
    for (const path of paths) expect([path, ...(await look(path))]).toEqual([path, 403, why]);
  };

  it('shows nothing without cookies', async () => {
    cookie = '';
    await refuses('no cookies');
  });

  it('shows nothing once the link has expired', async () => {
    cookie = await cookiesOf(signGalleryLink(signer, {}, new Date(Date.now() - 1000)));
    await refuses('expired');
  });

  it('shows nothing for a link that another key signed, or to another domain', async () => {
    const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    const forged = other.export({ type: 'pkcs8', format: 'pem' }).toString();
    cookie = await cookiesOf(signGalleryLink({ ...signer, privateKey: forged }, {}, tomorrow()));
    await refuses('wrong signature');
    cookie = await cookiesOf(
      signGalleryLink({ ...signer, domain: 'd2.cloudfront.net' }, {}, tomorrow()),
    );
    await refuses('other resource');
  });

  it('shows nothing once the key was replaced', async () => {
    const replaced = [...gallery.keyGroups.keys()].map((id) => [id, new Map()] as const);
    edge.replace({ ...gallery, keyGroups: new Map(replaced) });
    await refuses('unknown key');
    edge.replace(gallery);
  });

  it('reads nothing for another distribution', async () => {
    edge.replace({ ...gallery, arn: 'arn:aws:cloudfront::1:distribution/OTHER' });
    expect(await look('/')).toEqual([403, 'bucket policy']);
    edge.replace(gallery);
  });
});
